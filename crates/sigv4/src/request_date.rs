//! The date of a request, in the notations clients use.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

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
        let date = Offset::UTC.to_datetime(self.0);
        format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
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
        let mut pair = || i8::try_from(number(2)).ok();
        let (month, day, hour, minute, second) = (pair()?, pair()?, pair()?, pair()?, pair()?);
        Self::from_civil(DateTime::new(year, month, day, hour, minute, second, 0).ok()?)
    }

    fn from_civil(date: DateTime) -> Option<Self> {
        Offset::UTC.to_timestamp(date).ok().map(Self::at)
    }
}

impl fmt::Display for RequestDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = Offset::UTC.to_datetime(self.0);
        write!(formatter, "{:04}{:02}{:02}T", date.year(), date.month(), date.day())?;
        write!(formatter, "{:02}{:02}{:02}Z", date.hour(), date.minute(), date.second())
    }
}

#[cfg(test)]
mod tests;
