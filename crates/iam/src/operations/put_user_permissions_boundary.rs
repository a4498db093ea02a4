//! Bounds what a user may do.

use store::Transaction;

use super::{boundaries, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to bound what a user may do.
    PutUserPermissionsBoundary on IdentitySubject<User>
}

/// Bounds the user by the managed policy of that ARN, in place of what bounded it before.
///
/// Source: IAM API reference, `PutUserPermissionsBoundary`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NotAttachable`]: there is no such policy.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn put_user_permissions_boundary(
    tx: &mut Transaction,
    authorized: &Authorized<PutUserPermissionsBoundary>,
    arn: &str,
) -> Result<(), Refusal> {
    boundaries::put(tx, authorized, arn).await
}
