//! Puts another version of a managed policy in force.

use store::Transaction;

use super::permission;
use super::policy_change::{changeable, save};
use crate::{Authorized, IdentitySubject, ManagedPolicy, Refusal};

permission! {
    /// The permission to choose the version of a managed policy that is in force.
    SetDefaultPolicyVersion on IdentitySubject<ManagedPolicy>
}

/// Puts a version in force: whoever has the policy is bound by it from then on.
///
/// Source: IAM API reference, `SetDefaultPolicyVersion`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::Version`]: there is no such version.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn set_default_policy_version(
    tx: &mut Transaction,
    authorized: &Authorized<SetDefaultPolicyVersion>,
    number: u32,
) -> Result<(), Refusal> {
    let mut policy = changeable(authorized)?;
    policy.set_default(number, tx.now())?;
    Ok(save(tx, authorized, policy)?)
}
