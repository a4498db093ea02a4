//! Bounds a role no more.

use store::Transaction;

use super::{boundaries, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to bound a role no more.
    DeleteRolePermissionsBoundary on IdentitySubject<Role>
}

/// Bounds the role no more; nothing happens if nothing bounds it.
///
/// Source: IAM API reference, `DeleteRolePermissionsBoundary`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn delete_role_permissions_boundary(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteRolePermissionsBoundary>,
) -> Result<(), Refusal> {
    boundaries::delete(tx, authorized).await
}
