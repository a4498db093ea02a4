//! How long a presigned request lives.

use jiff::SignedDuration;

use crate::limits::EXPIRY_SECONDS_MAX;

/// The number of seconds, counted from its date, for which a presigned request is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiry(u32);

/// A life of no second, or of more than seven days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an expiry of `{seconds}` seconds is not between 1 and {EXPIRY_SECONDS_MAX}")]
pub struct ExpiryOutOfRange {
    /// The seconds asked for.
    pub seconds: u32,
}

impl Expiry {
    /// A life of whole seconds.
    ///
    /// Source: IAM user guide, "Create a signed AWS API request", `X-Amz-Expires`.
    ///
    /// # Errors
    ///
    /// [`ExpiryOutOfRange`] unless `1 <= seconds && seconds <= 604_800`.
    pub fn from_seconds(seconds: u32) -> Result<Self, ExpiryOutOfRange> {
        match seconds {
            1..=EXPIRY_SECONDS_MAX => Ok(Self(seconds)),
            _ => Err(ExpiryOutOfRange { seconds }),
        }
    }

    /// Reads an `X-Amz-Expires` parameter: digits only, since `u32` alone would take a leading `+`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| digits).and_then(|seconds| Self::from_seconds(seconds).ok())
    }

    /// The number of seconds.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// The life as a duration.
    pub(crate) fn duration(self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.0))
    }
}
