//! Secret words in a command or an answer: they cross the socket, and no log.

use std::fmt;

use seal::Plaintext;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// Words that are wiped when dropped, and that `Debug` does not show.
pub struct Words(Zeroizing<String>);

impl Words {
    /// Takes ownership of the words.
    #[must_use]
    pub fn new(words: Zeroizing<String>) -> Self {
        Self(words)
    }

    /// The words themselves.
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }

    /// The words as bytes.
    #[must_use]
    pub fn into_secret(mut self) -> Plaintext {
        Plaintext::new(std::mem::take(&mut *self.0).into_bytes())
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|words| Self(Zeroizing::new(words)))
    }
}
