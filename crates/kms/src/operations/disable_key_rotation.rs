//! Leaves a key's material as it is.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, Duty, KeyFailure, KeySubject};

permission! {
    /// The permission to have a key's material left as it is.
    DisableKeyRotation on KeySubject
}

/// Leaves a key's material as it is from now on. All versions are kept.
///
/// Source: KMS API reference, `DisableKeyRotation`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn disable_key_rotation(
    tx: &mut Transaction,
    authorized: &Authorized<DisableKeyRotation>,
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::ChangeRotation)?;
    if let Some(before) = change.key.rotation.take() {
        change.due(Duty::Rotate).cancel(tx, before.next)?;
        change.save(tx)?;
    }
    Ok(())
}
