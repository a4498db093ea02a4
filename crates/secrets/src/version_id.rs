//! The name of a version, chosen by whoever makes it.

use std::fmt;
use std::sync::Arc;

use crate::limits::VERSION_ID_CHARS;

/// A version's id, which is the `ClientRequestToken` of the call that made it: 32 to 64 characters, any.
///
/// Source: Secrets Manager API reference, `PutSecretValue`, `ClientRequestToken`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(Arc<str>);

/// Not 32 to 64 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a version id has 32 to 64 characters")]
pub struct InvalidVersionId;

impl VersionId {
    /// The id that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidVersionId`] unless it has 32 to 64 characters.
    pub fn parse(text: &str) -> Result<Self, InvalidVersionId> {
        VERSION_ID_CHARS.contains(&text.chars().count()).then(|| Self(text.into())).ok_or(InvalidVersionId)
    }

    /// The id's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
