//! Sets tags of a key.

use iam::{Authorized, Tag};
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to set tags of a key.
    TagResource on KeySubject
}

/// Sets tags: a known key gets its new value, a new one is added.
///
/// Source: KMS API reference, `TagResource`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Tags`]: the tags.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn tag_resource(
    tx: &mut Transaction,
    authorized: &Authorized<TagResource>,
    tags: &[Tag],
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Describe)?;
    change.key.tags.set(tags)?;
    change.save(tx)?;
    Ok(())
}
