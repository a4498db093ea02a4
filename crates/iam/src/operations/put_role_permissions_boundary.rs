//! Bounds what a role may do.

use store::Transaction;

use super::{boundaries, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to bound what a role may do.
    PutRolePermissionsBoundary on IdentitySubject<Role>
}

/// Bounds the role by the managed policy of that ARN, in place of what bounded it before.
///
/// Source: IAM API reference, `PutRolePermissionsBoundary`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::NotAttachable`]: there is no such policy.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn put_role_permissions_boundary(
    tx: &mut Transaction,
    authorized: &Authorized<PutRolePermissionsBoundary>,
    arn: &str,
) -> Result<(), Refusal> {
    boundaries::put(tx, authorized, arn).await
}
