//! Deletes a role.

use store::Transaction;

use super::{account_change, boundaries, found, permission};
use crate::record::{role_key, role_name_key};
use crate::{Authorized, IdentitySubject, Refusal, Remaining, Role};

permission! {
    /// The permission to delete a role.
    DeleteRole on IdentitySubject<Role>
}

/// Deletes a role that has nothing left. A role of that name that is made later is another one.
///
/// Source: IAM API reference, `DeleteRole`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::DeleteConflict`]: policies are left.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn delete_role(tx: &mut Transaction, authorized: &Authorized<DeleteRole>) -> Result<(), Refusal> {
    let role = found(authorized)?;
    if let Some(remaining) = remaining(&role) {
        return Err(Refusal::DeleteConflict(remaining));
    }
    let identities = authorized.subject().identities();
    if let Some(boundary) = &role.permissions.boundary {
        boundaries::release(tx, &identities, boundary, &role.id).await?;
    }
    account_change(tx, authorized.subject().account(), |account| {
        account.roles = account.roles.saturating_sub(1);
        Ok(())
    })
    .await?;
    tx.delete(&role_name_key(&identities, &role.name))?;
    Ok(tx.delete(&role_key(&identities, &role.id))?)
}

/// What keeps it from being deleted.
fn remaining(role: &Role) -> Option<Remaining> {
    if !role.permissions.attached.is_empty() {
        Some(Remaining::AttachedPolicies)
    } else {
        (!role.permissions.inline.is_empty()).then_some(Remaining::InlinePolicies)
    }
}
