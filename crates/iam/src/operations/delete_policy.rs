//! Deletes a managed policy.

use store::Transaction;

use super::permission;
use super::policy_change::changeable;
use crate::record::{policy_key, policy_name_key};
use crate::{Authorized, IdentitySubject, ManagedPolicy, Refusal};

permission! {
    /// The permission to delete a managed policy.
    DeletePolicy on IdentitySubject<ManagedPolicy>
}

/// Deletes a policy that nobody has, with the one version that is left of it.
///
/// Source: IAM API reference, `DeletePolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchPolicy`], [`Refusal::PolicyOfAws`]: the policy.
/// - [`Refusal::PolicyInUse`], then [`Refusal::PolicyHasVersions`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn delete_policy(tx: &mut Transaction, authorized: &Authorized<DeletePolicy>) -> Result<(), Refusal> {
    let policy = changeable(authorized)?;
    if policy.is_used() {
        return Err(Refusal::PolicyInUse);
    }
    if policy.versions.len() > 1 {
        return Err(Refusal::PolicyHasVersions);
    }
    let identities = authorized.subject().identities();
    tx.delete(&policy_key(&identities, &policy.id))?;
    Ok(tx.delete(&policy_name_key(&identities, &policy.name))?)
}
