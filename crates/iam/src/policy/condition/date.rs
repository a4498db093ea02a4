//! Date conditions: W3C date-times or epoch seconds. Knows no clock: the time of a request is a key like any other.

use jiff::Timestamp;

/// Reads a date (`2026-06-01`, midnight UTC), a date-time with offset, or whole seconds since the epoch.
///
/// Source: IAM user guide, "Date condition operators"; W3C note "Date and Time Formats".
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Timestamp::from_second(text.parse().ok()?).ok();
    }
    if text.contains('T') { text.parse().ok() } else { format!("{text}T00:00:00Z").parse().ok() }
}
