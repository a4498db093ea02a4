//! The random end of a secret's ARN, which tells a secret from a later one of the same name.

use std::fmt;

use seal::Entropy;

use crate::limits::ARN_SUFFIX_CHARS;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Six random letters and digits.
///
/// Source: Secrets Manager User Guide, "Secrets Manager secrets", on ARNs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArnSuffix([u8; ARN_SUFFIX_CHARS]);

impl ArnSuffix {
    /// A fresh random end.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self(std::array::from_fn(|_| entropy.choose(ALPHABET).unwrap_or(b'0')))
    }

    /// The end that `text` is, or nothing unless it is six letters or digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; ARN_SUFFIX_CHARS] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphanumeric).then_some(Self(bytes))
    }

    /// Splits `name-AbCdEf` into the name and its end; without such an end everything is name.
    #[must_use]
    pub fn split_off(text: &str) -> (&str, Option<Self>) {
        match text.rsplit_once('-') {
            Some((name, end)) => Self::parse(end).map_or((text, None), |suffix| (name, Some(suffix))),
            None => (text, None),
        }
    }

    /// The six characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // INVARIANT: both constructors admit ASCII letters and digits alone.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for ArnSuffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
