//! What tells one event from every other.

use std::fmt;
use std::str::FromStr;

use seal::{Digest, Entropy};
use uuid::{Builder, Uuid};

/// The id of an event: a random UUID, or for the trail's own records one that follows from what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(Uuid);

/// Not a UUID in its usual form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not an event id")]
pub struct InvalidEventId;

impl EventId {
    /// A fresh random id.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self::from_bytes(entropy.identifier())
    }

    /// The id that is made of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(bytes).into_uuid())
    }

    /// The 16 bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    pub(crate) fn of_digest(digest: &Digest) -> Self {
        Self::from_bytes(digest.first_chunk().copied().unwrap_or_default())
    }
}

impl FromStr for EventId {
    type Err = InvalidEventId;

    fn from_str(text: &str) -> Result<Self, InvalidEventId> {
        Uuid::try_parse(text).map(Self).map_err(|_| InvalidEventId)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
