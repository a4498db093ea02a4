//! What people call a secret.

use std::fmt;
use std::sync::Arc;

use crate::limits::NAME_CHARS_MAX;

/// A secret's name: 1 to 512 of `A-Z a-z 0-9 / _ + = . @ - !`, case-sensitive.
///
/// Source: Secrets Manager API reference, `CreateSecret`, `Name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName(Arc<str>);

/// Why a text is no secret's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSecretName {
    /// A character outside the allowed set, or none at all (the caller's fault).
    #[error("a name has letters, digits and -/_+=.@! only")]
    Characters,
    /// More than 512 characters: no secret can have this name.
    #[error("a name has at most {NAME_CHARS_MAX} characters")]
    TooLong,
}

impl SecretName {
    /// The name that `text` is.
    ///
    /// # Errors
    ///
    /// - [`InvalidSecretName::Characters`]: empty, or a character outside the allowed set.
    /// - [`InvalidSecretName::TooLong`]: more than 512 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidSecretName> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+=.@-!".contains(&byte);
        if text.is_empty() || !text.bytes().all(allowed) {
            return Err(InvalidSecretName::Characters);
        }
        if text.len() > NAME_CHARS_MAX {
            return Err(InvalidSecretName::TooLong);
        }
        Ok(Self(text.into()))
    }

    /// The name's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
