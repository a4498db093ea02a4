//! Gives a user tags.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Refusal, Tag, User};

permission! {
    /// The permission to give a user tags.
    TagUser on IdentitySubject<User>
}

/// Sets tags; those with other keys stay.
///
/// Source: IAM API reference, `TagUser`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::Tags`]: the tags are refused, and nothing is changed.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn tag_user(
    tx: &mut Transaction,
    authorized: &Authorized<TagUser>,
    added: &[Tag],
) -> Result<(), Refusal> {
    tags::set(tx, authorized, added)
}
