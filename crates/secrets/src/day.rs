//! Whole days, the grain in which reads are remembered.

use jiff::Timestamp;

const DAY_SECONDS: i64 = 86_400;

/// A day in UTC, counted from 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day with this number.
    #[must_use]
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// The day that `instant` falls on.
    #[must_use]
    pub fn of(instant: Timestamp) -> Self {
        // INVARIANT: a timestamp spans about 20,000 years, which is far below two thousand million days.
        Self(i32::try_from(instant.as_second().div_euclid(DAY_SECONDS)).unwrap_or(i32::MAX))
    }

    /// The day's number.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day's first instant.
    #[must_use]
    pub fn midnight(self) -> Timestamp {
        Timestamp::from_second(i64::from(self.0) * DAY_SECONDS).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests;
