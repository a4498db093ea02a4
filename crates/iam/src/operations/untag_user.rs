//! Takes tags from a user.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Refusal, User};

permission! {
    /// The permission to take tags from a user.
    UntagUser on IdentitySubject<User>
}

/// Removes the tags with these keys; unknown keys are passed over.
///
/// Source: IAM API reference, `UntagUser`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn untag_user(
    tx: &mut Transaction,
    authorized: &Authorized<UntagUser>,
    keys: &[String],
) -> Result<(), Refusal> {
    tags::remove(tx, authorized, keys)
}
