//! Deletes a user.

use store::Transaction;

use super::{account_change, boundaries, found, permission};
use crate::record::{user_key, user_name_key};
use crate::{Authorized, IdentitySubject, Refusal, Remaining, User};

permission! {
    /// The permission to delete a user.
    DeleteUser on IdentitySubject<User>
}

/// Deletes a user that has nothing left. A user of that name that is made later is another one.
///
/// Source: IAM API reference, `DeleteUser`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::DeleteConflict`]: policies or access keys are left.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn delete_user(tx: &mut Transaction, authorized: &Authorized<DeleteUser>) -> Result<(), Refusal> {
    let user = found(authorized)?;
    if let Some(remaining) = remaining(&user) {
        return Err(Refusal::DeleteConflict(remaining));
    }
    let identities = authorized.subject().identities();
    if let Some(boundary) = &user.permissions.boundary {
        boundaries::release(tx, &identities, boundary, &user.id).await?;
    }
    account_change(tx, authorized.subject().account(), |account| {
        account.users = account.users.saturating_sub(1);
        Ok(())
    })
    .await?;
    tx.delete(&user_name_key(&identities, &user.name))?;
    Ok(tx.delete(&user_key(&identities, &user.id))?)
}

/// What keeps it from being deleted.
fn remaining(user: &User) -> Option<Remaining> {
    if !user.permissions.attached.is_empty() {
        Some(Remaining::AttachedPolicies)
    } else if !user.permissions.inline.is_empty() {
        Some(Remaining::InlinePolicies)
    } else {
        (!user.access_keys.is_empty()).then_some(Remaining::AccessKeys)
    }
}
