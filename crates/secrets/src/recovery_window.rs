//! How long a deleted secret can be had back.

use jiff::{SignedDuration, Timestamp};

use crate::limits::{RECOVERY_WINDOW_DAYS, RECOVERY_WINDOW_DAYS_DEFAULT};

/// A window of whole days of 86,400 seconds, counted from the deletion call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryWindow {
    days: u8,
}

/// Outside 7 to 30 days (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a recovery window has 7 to 30 days, not {days}")]
pub struct RecoveryWindowOutOfRange {
    days: i64,
}

impl RecoveryWindow {
    /// A window of `days` days.
    ///
    /// Source: Secrets Manager API reference, `DeleteSecret`, `RecoveryWindowInDays`.
    ///
    /// # Errors
    ///
    /// [`RecoveryWindowOutOfRange`] unless `7 <= days && days <= 30`.
    pub fn from_days(days: i64) -> Result<Self, RecoveryWindowOutOfRange> {
        match u8::try_from(days) {
            Ok(valid) if RECOVERY_WINDOW_DAYS.contains(&days) => Ok(Self { days: valid }),
            Ok(_) | Err(_) => Err(RecoveryWindowOutOfRange { days }),
        }
    }

    /// The instant at which a secret deleted at `now` may be purged.
    #[must_use]
    pub fn ends(self, now: Timestamp) -> Timestamp {
        now.saturating_add(SignedDuration::from_hours(24 * i64::from(self.days))).unwrap_or(Timestamp::MAX)
    }
}

impl Default for RecoveryWindow {
    fn default() -> Self {
        Self { days: RECOVERY_WINDOW_DAYS_DEFAULT }
    }
}

#[cfg(test)]
mod tests;
