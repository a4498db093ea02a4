//! The date of a request, in the notations clients use.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// The length of `20150830T123600Z`, and of the day in it.
const BASIC_BYTES: usize = 16;
const DAY_BYTES: usize = 8;

/// A request's date, in whole seconds. Its `Display` is the basic notation of ISO 8601, `20150830T123600Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestDate(Timestamp);

impl RequestDate {
    /// The second in which an instant lies.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self(Timestamp::from_second(instant.as_second()).unwrap_or(instant))
    }

    /// Reads the basic notation of ISO 8601, the only one a presigned request may use.
    pub(crate) fn from_basic(text: &str) -> Option<Self> {
        Self::from_digits(text.as_bytes(), b"dddddddd\x54dddddd\x5a")
    }

    /// Reads what an `X-Amz-Date` header may say: the basic or the extended notation.
    pub(crate) fn from_iso(text: &str) -> Option<Self> {
        Self::from_basic(text).or_else(|| Self::from_digits(text.as_bytes(), b"dddd-dd-dd\x54dd:dd:dd\x5a"))
    }

    /// Reads what a `Date` header may say: either notation of ISO 8601, or that of HTTP.
    ///
    /// Source: RFC 9110, section 5.6.7, `IMF-fixdate`.
    pub(crate) fn from_http(text: &str) -> Option<Self> {
        Self::from_iso(text)
            .or_else(|| Self::from_civil(DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", text).ok()?))
    }

    /// The instant.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The day in UTC, as `20150830`, which is what a credential scope names.
    #[must_use]
    pub fn day(self) -> String {
        String::from_utf8_lossy(self.digits().get(..DAY_BYTES).unwrap_or_default()).into_owned()
    }

    /// Whether this is the day in UTC.
    pub(crate) fn is_on(self, day: &str) -> bool {
        self.digits().get(..DAY_BYTES) == Some(day.as_bytes())
    }

    /// The basic notation. Written by hand: each call has one, and formatting it costs as much as signing it.
    pub(crate) fn digits(self) -> [u8; BASIC_BYTES] {
        let date = Offset::UTC.to_datetime(self.0);
        let year = u8::try_from(date.year() / 100).unwrap_or_default();
        let of_century = u8::try_from(date.year() % 100).unwrap_or_default();
        let ([a, b], [c, d]) = (pair(year), pair(of_century));
        let ([e, f], [g, h]) = (pair(date.month().unsigned_abs()), pair(date.day().unsigned_abs()));
        let ([i, j], [k, l]) = (pair(date.hour().unsigned_abs()), pair(date.minute().unsigned_abs()));
        let [m, n] = pair(date.second().unsigned_abs());
        [a, b, c, d, e, f, g, h, b'T', i, j, k, l, m, n, b'Z']
    }

    /// The date so much later, or at the end of time.
    pub(crate) fn plus(self, duration: SignedDuration) -> Self {
        Self(self.0.saturating_add(duration).unwrap_or(Timestamp::MAX))
    }

    /// The date so much earlier, or at the beginning of time.
    pub(crate) fn minus(self, duration: SignedDuration) -> Self {
        Self(self.0.saturating_sub(duration).unwrap_or(Timestamp::MIN))
    }

    /// Reads fourteen digits at the places of `d` in a pattern whose other bytes stand for themselves.
    fn from_digits(text: &[u8], pattern: &[u8]) -> Option<Self> {
        let fits = |(byte, expected): (&u8, &u8)| match expected {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        };
        if text.len() != pattern.len() || !text.iter().zip(pattern).all(fits) {
            return None;
        }
        let mut digits = text.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| i16::from(byte - b'0'));
        let mut number = |places: usize| digits.by_ref().take(places).fold(0, |sum, digit| sum * 10 + digit);
        let year = number(4);
        let mut two = || i8::try_from(number(2)).ok();
        let (month, day, hour, minute, second) = (two()?, two()?, two()?, two()?, two()?);
        Self::from_civil(DateTime::new(year, month, day, hour, minute, second, 0).ok()?)
    }

    fn from_civil(date: DateTime) -> Option<Self> {
        Offset::UTC.to_timestamp(date).ok().map(Self::at)
    }
}

impl fmt::Display for RequestDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

/// Two digits.
fn pair(number: u8) -> [u8; 2] {
    [b'0' + number / 10 % 10, b'0' + number % 10]
}

#[cfg(test)]
mod tests;
