//! Takes a policy of its own from a user.

use store::Transaction;

use super::{inline_policies, permission};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to take a policy of its own from a user.
    DeleteUserPolicy on IdentitySubject<User>
}

/// Deletes the policy of that name.
///
/// Source: IAM API reference, `DeleteUserPolicy`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchUserPolicy`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn delete_user_policy(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteUserPolicy>,
    name: &str,
) -> Result<(), Refusal> {
    inline_policies::delete(tx, authorized, name)
}
