//! Has a key deleted after a window.

use std::sync::Arc;

use iam::Authorized;
use jiff::{SignedDuration, Timestamp};
use store::Transaction;

use super::{Change, permission};
use crate::{Deed, Duty, Key, KeyFailure, KeyState, KeySubject};

permission! {
    /// The permission to have a key deleted.
    ScheduleKeyDeletion on KeySubject
}

/// Keeps a key from being used, and has it deleted `days` days of 86,400 seconds from now.
///
/// Source: KMS API reference, `ScheduleKeyDeletion`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn schedule_key_deletion(
    tx: &mut Transaction,
    authorized: &Authorized<ScheduleKeyDeletion>,
    days: u8,
) -> Result<Arc<Key>, KeyFailure> {
    let mut change = Change::of(authorized, Deed::ScheduleDeletion)?;
    let window = SignedDuration::from_hours(24 * i64::from(days));
    let ends = tx.now().saturating_add(window).unwrap_or(Timestamp::MAX);
    change.key.state = KeyState::PendingDeletion { ends, days };
    change.due(Duty::Delete).schedule(tx, ends)?;
    Ok(change.save(tx)?)
}
