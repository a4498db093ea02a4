//! Bounds a user no more.

use store::Transaction;

use super::{boundaries, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to bound a user no more.
    DeleteUserPermissionsBoundary on IdentitySubject<User>
}

/// Bounds the user no more; nothing happens if nothing bounds it.
///
/// Source: IAM API reference, `DeleteUserPermissionsBoundary`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn delete_user_permissions_boundary(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteUserPermissionsBoundary>,
) -> Result<(), Refusal> {
    boundaries::delete(tx, authorized).await
}
