//! Sets tags.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Refusal, SecretSubject, Tag};

permission! {
    /// The permission to set tags.
    TagResource on SecretSubject
}

/// Sets tags: a known key gets its new value, a new one is added.
///
/// Source: Secrets Manager API reference, `TagResource`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::Tags`]: the tags.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn tag_resource(
    tx: &mut Transaction,
    authorized: Authorized<TagResource>,
    tags: &[Tag],
) -> Result<(), Refusal> {
    let mut change = Change::of_live(&authorized)?;
    change.secret.tags.get_or_insert_default().set(tags)?;
    change.save(tx)?;
    Ok(())
}
