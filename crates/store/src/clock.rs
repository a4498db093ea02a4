//! Time as an argument.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// Tells the time that transactions see.
///
/// A transaction reads it once per attempt. It need not be monotonic: nothing in the store is ordered by it.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved; for tests and simulations.
pub struct ManualClock {
    milliseconds: AtomicI64,
}

impl ManualClock {
    /// A clock that shows `instant`, cut to whole milliseconds.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self { milliseconds: AtomicI64::new(instant.as_millisecond()) }
    }

    /// Shows `instant` from now on.
    pub fn set(&self, instant: Timestamp) {
        self.milliseconds.store(instant.as_millisecond(), Ordering::SeqCst);
    }

    /// Moves the clock by `duration`, cut to whole milliseconds.
    pub fn advance(&self, duration: SignedDuration) {
        let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(0);
        self.milliseconds.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.milliseconds.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ManualClock({})", self.now())
    }
}
