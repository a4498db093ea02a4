//! Has a key's material replaced again and again.

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, Duty, KeyFailure, KeySubject, Rotation, RotationPeriod};

permission! {
    /// The permission to have a key's material replaced again and again.
    EnableKeyRotation on KeySubject
}

/// Has a key's material replaced once per period, counted from now; without a period, once a year or as before.
///
/// Source: KMS API reference, `EnableKeyRotation`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn enable_key_rotation(
    tx: &mut Transaction,
    authorized: &Authorized<EnableKeyRotation>,
    period: Option<RotationPeriod>,
) -> Result<(), KeyFailure> {
    let mut change = Change::of(authorized, Deed::ChangeRotation)?;
    let before = change.key.rotation;
    if period.is_none() && before.is_some() {
        return Ok(());
    }
    if let Some(before) = before {
        change.due(Duty::Rotate).cancel(tx, before.next)?;
    }
    let rotation = Rotation::begun(period.unwrap_or_default(), tx.now());
    change.due(Duty::Rotate).schedule(tx, rotation.next)?;
    change.key.rotation = Some(rotation);
    change.save(tx)?;
    Ok(())
}
