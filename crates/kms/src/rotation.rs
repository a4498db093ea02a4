//! When a key's material is replaced. What was encrypted before stays readable: every version is kept.
//!
//! Source: KMS Developer Guide, "Rotate AWS KMS keys".

use jiff::{SignedDuration, Timestamp};

use crate::limits::{ROTATION_PERIOD_DAYS, ROTATION_PERIOD_DAYS_DEFAULT};

/// A number of days between two automatic rotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RotationPeriod {
    days: u16,
}

/// Outside 90 to 2,560 days (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a rotation period has 90 to 2560 days, not {days}")]
pub struct RotationPeriodOutOfRange {
    days: i64,
}

impl RotationPeriod {
    /// A period of `days` days of 86,400 seconds.
    ///
    /// Source: KMS API reference, `EnableKeyRotation`, `RotationPeriodInDays`.
    ///
    /// # Errors
    ///
    /// [`RotationPeriodOutOfRange`] unless `90 <= days && days <= 2560`.
    pub fn from_days(days: i64) -> Result<Self, RotationPeriodOutOfRange> {
        match u16::try_from(days) {
            Ok(valid) if ROTATION_PERIOD_DAYS.contains(&days) => Ok(Self { days: valid }),
            Ok(_) | Err(_) => Err(RotationPeriodOutOfRange { days }),
        }
    }

    /// The number of days.
    #[must_use]
    pub const fn days(self) -> u16 {
        self.days
    }

    fn after(self, instant: Timestamp) -> Timestamp {
        let period = SignedDuration::from_hours(24 * i64::from(self.days));
        instant.saturating_add(period).unwrap_or(Timestamp::MAX)
    }
}

impl Default for RotationPeriod {
    fn default() -> Self {
        Self { days: ROTATION_PERIOD_DAYS_DEFAULT }
    }
}

/// Automatic rotation: how often, and when next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rotation {
    /// How often.
    pub period: RotationPeriod,
    /// When next.
    pub next: Timestamp,
}

impl Rotation {
    /// Rotation that begins now, or whose period is changed now: the first is one period away.
    #[must_use]
    pub fn begun(period: RotationPeriod, now: Timestamp) -> Self {
        Self { period, next: period.after(now) }
    }

    /// What follows the rotation that was due and is done `now`: one period after it was due, or after now if that has
    /// passed too. Periods that were missed are not made up for.
    #[must_use]
    pub fn done(self, now: Timestamp) -> Self {
        let next = self.period.after(self.next);
        if next > now { Self { next, ..self } } else { Self::begun(self.period, now) }
    }
}

/// Why there is a version of a key's material beside the first.
///
/// Source: KMS API reference, `RotationsListEntry`, `RotationType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RotationType {
    /// Its time had come.
    Automatic,
    /// Somebody asked for it.
    OnDemand,
}

#[cfg(test)]
mod tests;
