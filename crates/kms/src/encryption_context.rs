//! What a ciphertext is bound to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use iam::policy::{ConditionKey, ConditionKeys, KeyValue};

use crate::limits::ENCRYPTION_CONTEXT_CHARS_MAX;

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

    /// The context of these pairs, as somebody sent them.
    ///
    /// Source: KMS API reference, `Encrypt`, `EncryptionContext`.
    ///
    /// # Errors
    ///
    /// [`EncryptionContextTooLong`]: it has more than 8,192 characters as JSON (the caller's fault).
    pub fn of_caller(pairs: BTreeMap<String, String>) -> Result<Self, EncryptionContextTooLong> {
        let each = pairs.iter().map(|(name, value)| json_chars(name) + json_chars(value) + 2);
        let chars = each.sum::<usize>() + 1;
        (chars <= ENCRYPTION_CONTEXT_CHARS_MAX).then_some(Self(pairs)).ok_or(EncryptionContextTooLong)
    }

    /// The value under a name.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The pairs, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// What policies may ask about a context: `kms:EncryptionContext:NAME` and `kms:EncryptionContextKeys`.
///
/// Source: Service Authorization Reference, "Condition keys for AWS Key Management Service".
impl ConditionKeys for EncryptionContext {
    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let key = key.as_str();
        if key == "kms:encryptioncontextkeys" {
            let names: Vec<_> = self.0.keys().map(|name| Cow::Borrowed(name.as_str())).collect();
            return (!names.is_empty()).then_some(KeyValue::Many(names));
        }
        let asked = key.strip_prefix("kms:encryptioncontext:")?;
        let (_, value) = self.0.iter().find(|(name, _)| name.to_lowercase() == asked)?;
        Some(KeyValue::Single(value.as_str().into()))
    }
}

/// An encryption context with too many characters (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an encryption context has at most {ENCRYPTION_CONTEXT_CHARS_MAX} characters as JSON")]
pub struct EncryptionContextTooLong;

/// How many characters a text takes as a JSON string, quotes included.
fn json_chars(text: &str) -> usize {
    let chars = |char: char| match char {
        '"' | '\\' | '\n' | '\r' | '\t' => 2,
        '\0'..' ' => 6,
        _ => 1,
    };
    text.chars().map(chars).sum::<usize>() + 2
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for EncryptionContext {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests;
