use jiff::Timestamp;

use super::ClockOffset;
use crate::limits::CLOCK_SECONDS_MAX;

#[test]
fn the_test_clock_stops_before_timestamps_do() {
    let now: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
    let left = u64::try_from(CLOCK_SECONDS_MAX - now.as_second()).unwrap();
    let last = ClockOffset::default().advanced(left - 1, now).unwrap().advanced(1, now).unwrap();
    assert_eq!(
        now + jiff::SignedDuration::from_millis(last.milliseconds),
        "9000-01-01T00:00:00Z".parse().unwrap()
    );
    assert_eq!(last.advanced(1, now), None);
    assert_eq!(ClockOffset::default().advanced(u64::MAX, now), None);
}
