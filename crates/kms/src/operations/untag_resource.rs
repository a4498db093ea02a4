//! Removes tags of a key.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to remove tags of a key.
    UntagResource on KeySubject
}

/// Removes the tags with these keys; unknown keys are passed over.
///
/// Source: KMS API reference, `UntagResource`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn untag_resource(
    tx: &mut Transaction,
    authorized: &Authorized<UntagResource>,
    keys: &[String],
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Describe)?;
    change.key.tags.remove(keys);
    change.save(tx)?;
    Ok(())
}
