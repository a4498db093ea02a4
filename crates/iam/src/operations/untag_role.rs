//! Takes tags from a role.

use store::Transaction;

use super::{permission, tags};
use crate::{Authorized, IdentitySubject, Refusal, Role};

permission! {
    /// The permission to take tags from a role.
    UntagRole on IdentitySubject<Role>
}

/// Removes the tags with these keys; unknown keys are passed over.
///
/// Source: IAM API reference, `UntagRole`.
///
/// # Errors
///
/// - [`Refusal::NoSuchRole`].
/// - [`Refusal::Store`]: the medium failed (ours).
pub fn untag_role(
    tx: &mut Transaction,
    authorized: &Authorized<UntagRole>,
    keys: &[String],
) -> Result<(), Refusal> {
    tags::remove(tx, authorized, keys)
}
