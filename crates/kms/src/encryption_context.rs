//! What a ciphertext is bound to.

use std::collections::BTreeMap;

/// Names and values that a ciphertext is bound to: it opens only where the very same ones are given.
///
/// They are not secret. Their order does not matter; no pairs at all is a context like any other.
///
/// Source: KMS Developer Guide, "Encryption context".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EncryptionContext(BTreeMap<String, String>);

impl EncryptionContext {
    /// The one encoding of these pairs as associated data: sorted by name, each part behind its length.
    ///
    /// Lengths, not separators: no choice of names and values can imitate another context.
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let parts = || self.0.iter().flat_map(|(name, value)| [name, value]);
        let mut bytes = Vec::with_capacity(parts().map(|part| size_of::<u64>() + part.len()).sum());
        for part in parts() {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes
    }

    /// The pairs, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for EncryptionContext {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests;
