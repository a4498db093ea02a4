//! Lets a key be used again.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, Duty, KeyFailure, KeyState, KeySubject};

permission! {
    /// The permission to enable a key.
    EnableKey on KeySubject
}

/// Lets a key be used. A rotation that fell due while it could not be is done next.
///
/// Source: KMS API reference, `EnableKey`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn enable_key(tx: &mut Transaction, authorized: &Authorized<EnableKey>) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::Enable)?;
    change.key.state = KeyState::Enabled;
    if let Some(rotation) = change.key.rotation {
        change.due(Duty::Rotate).schedule(tx, rotation.next)?;
    }
    change.save(tx)?;
    Ok(())
}
