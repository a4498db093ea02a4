//! One version of a secret, all but its value; and the value, sealed.

use jiff::Timestamp;
use seal::Plaintext;

use crate::Day;

/// A version: immutable but for the day it was last read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was made.
    pub created_at: Timestamp,
    /// The day of the last read that has been written down.
    pub last_accessed: Option<Day>,
    /// The keys its value is encrypted under, as the callers named them; none means the service's own key.
    pub kms_key_ids: Vec<Option<String>>,
}

/// The kind of a value, kept beside it: text stays text, bytes stay bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// `SecretBinary`.
    Binary,
    /// `SecretString`, UTF-8.
    String,
}

/// A value in the clear.
pub struct SecretValue {
    /// Text or bytes.
    pub kind: ValueKind,
    /// The value itself, 1 to 65,536 bytes.
    pub plaintext: Plaintext,
}

impl SecretValue {
    /// Whether both are the same kind and the same bytes; the bytes are compared in constant time.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.kind == other.kind && self.plaintext.equals(&other.plaintext)
    }
}

/// A value as it is kept: encrypted under a data key of its own, and that key wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedValue {
    /// Text or bytes.
    pub kind: ValueKind,
    /// The data key, wrapped under each KMS key that may open the value.
    pub data_keys: Vec<Vec<u8>>,
    /// Nonce, ciphertext and tag.
    pub ciphertext: Vec<u8>,
}
