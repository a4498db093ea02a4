//! The only place that reads the time: to sign requests, to bound dates, to order calls, to choose a seed.

use std::time::Instant;

use jiff::Timestamp;

/// Reads the time of day.
#[expect(
    clippy::disallowed_methods,
    reason = "a client signs with the real time; there is no transaction to ask"
)]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Reads the time of day, in seconds.
pub(crate) fn seconds() -> f64 {
    now().as_duration().as_secs_f64()
}

/// Reads the clock that never goes back.
pub(crate) fn instant() -> Instant {
    Instant::now()
}

/// Chooses a seed for a run that was given none.
pub(crate) fn seed() -> u64 {
    now().subsec_nanosecond().unsigned_abs().into()
}
