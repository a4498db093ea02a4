//! Says something else of a key.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to say something else of a key.
    UpdateKeyDescription on KeySubject
}

/// Replaces a key's description.
///
/// Source: KMS API reference, `UpdateKeyDescription`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn update_key_description(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateKeyDescription>,
    description: &str,
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Describe)?;
    description.clone_into(&mut change.key.description);
    change.save(tx)?;
    Ok(())
}
