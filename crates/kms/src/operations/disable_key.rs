//! Keeps a key from being used.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, KeyFailure, KeyState, KeySubject};

permission! {
    /// The permission to disable a key.
    DisableKey on KeySubject
}

/// Keeps a key from being used until it is enabled again.
///
/// Source: KMS API reference, `DisableKey`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn disable_key(tx: &mut Transaction, authorized: &Authorized<DisableKey>) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Disable)?;
    change.key.state = KeyState::Disabled;
    change.save(tx)?;
    Ok(())
}
