//! How far a caller's clock may be off.

use jiff::SignedDuration;

use crate::limits::{CLOCK_SKEW_MINUTES_DEFAULT, CLOCK_SKEW_MINUTES_MAX};

/// The number of minutes by which a request's date may differ from ours, either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockSkew(u8);

/// A clock skew of no minute, or of more than 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a clock skew of `{minutes}` minutes is not between 1 and {CLOCK_SKEW_MINUTES_MAX}")]
pub struct ClockSkewOutOfRange {
    /// The minutes asked for.
    pub minutes: u8,
}

impl ClockSkew {
    /// What JSON services allow: 5 minutes.
    pub const DEFAULT: Self = Self(CLOCK_SKEW_MINUTES_DEFAULT);
    /// What the Query services allow, and the widest there is: 15 minutes.
    pub const WIDEST: Self = Self(CLOCK_SKEW_MINUTES_MAX);

    /// A skew of whole minutes.
    ///
    /// # Errors
    ///
    /// [`ClockSkewOutOfRange`] unless `1 <= minutes && minutes <= 15`: within the window a request can be replayed.
    pub fn from_minutes(minutes: u8) -> Result<Self, ClockSkewOutOfRange> {
        match minutes {
            1..=CLOCK_SKEW_MINUTES_MAX => Ok(Self(minutes)),
            _ => Err(ClockSkewOutOfRange { minutes }),
        }
    }

    /// The skew as a duration.
    pub(crate) fn duration(self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.0))
    }
}

impl Default for ClockSkew {
    fn default() -> Self {
        Self::DEFAULT
    }
}
