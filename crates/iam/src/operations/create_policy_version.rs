//! Adds a version to a managed policy.

use store::Transaction;

use super::create_policy::managed_document;
use super::permission;
use super::policy_change::{changeable, save};
use crate::{Authorized, IdentitySubject, ManagedPolicy, PolicyVersion, Refusal, VersionRefused};

permission! {
    /// The permission to add a version to a managed policy.
    CreatePolicyVersion on IdentitySubject<ManagedPolicy>
}

/// Adds a version, and puts it in force if that is asked for: whoever has the policy is bound by it from then on.
///
/// Source: IAM API reference, `CreatePolicyVersion`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::MalformedPolicy`], [`Refusal::Quota`]: the document.
/// - [`Refusal::Version`]: the policy has as many versions as it may.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn create_policy_version(
    tx: &mut Transaction,
    authorized: &Authorized<CreatePolicyVersion>,
    document: &str,
    in_force: bool,
) -> Result<PolicyVersion, Refusal> {
    let mut policy = changeable(authorized)?;
    let document = managed_document(document)?;
    let number = policy.add_version(document, in_force, tx.now())?;
    let version = policy.version(number).cloned().ok_or(VersionRefused::Unknown)?;
    save(tx, authorized, policy)?;
    Ok(version)
}
