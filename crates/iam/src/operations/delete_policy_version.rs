//! Removes a version of a managed policy.

use store::Transaction;

use super::permission;
use super::policy_change::{changeable, save};
use crate::{Authorized, IdentitySubject, ManagedPolicy, Refusal};

permission! {
    /// The permission to remove versions of a managed policy.
    DeletePolicyVersion on IdentitySubject<ManagedPolicy>
}

/// Removes a version that is not in force.
///
/// Source: IAM API reference, `DeletePolicyVersion`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::Version`]: there is no such version, or it is in force.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn delete_policy_version(
    tx: &mut Transaction,
    authorized: &Authorized<DeletePolicyVersion>,
    number: u32,
) -> Result<(), Refusal> {
    let mut policy = changeable(authorized)?;
    policy.remove_version(number, tx.now())?;
    Ok(save(tx, authorized, policy)?)
}
