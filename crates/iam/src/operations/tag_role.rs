//! Gives a role tags.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Refusal, Role, Tag};

permission! {
    /// The permission to give a role tags.
    TagRole on IdentitySubject<Role>
}

/// Sets tags; those with other keys stay.
///
/// Source: IAM API reference, `TagRole`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::Tags`]: the tags are refused, and nothing is changed.
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn tag_role(
    tx: &mut Transaction,
    authorized: &Authorized<TagRole>,
    added: &[Tag],
) -> Result<(), Refusal> {
    tags::set(tx, authorized, added)
}
