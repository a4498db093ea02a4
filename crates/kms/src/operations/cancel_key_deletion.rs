//! Keeps a key that was to be deleted.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, Duty, Key, KeyFailure, KeyState, KeySubject};

permission! {
    /// The permission to keep a key that was to be deleted.
    CancelKeyDeletion on KeySubject
}

/// Keeps a key that was to be deleted. It is disabled then.
///
/// Source: KMS API reference, `CancelKeyDeletion`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::NotPendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn cancel_key_deletion(
    tx: &mut Transaction,
    authorized: &Authorized<CancelKeyDeletion>,
) -> Result<Arc<Key>, KeyFailure> {
    let mut change = Change::of(authorized, Deed::CancelDeletion)?;
    if let Some(ends) = change.key.state.deletion() {
        change.due(Duty::Delete).cancel(tx, ends)?;
    }
    change.key.state = KeyState::Disabled;
    Ok(change.save(tx)?)
}
