//! Takes a policy of its own from a role.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to take a policy of its own from a role.
    DeleteRolePolicy on IdentitySubject<Role>
}

/// Deletes the policy of that name.
///
/// Source: IAM API reference, `DeleteRolePolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::NoSuchRolePolicy`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn delete_role_policy(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteRolePolicy>,
    name: &str,
) -> Result<(), Refusal> {
    inline_policies::delete(tx, authorized, name)
}
