//! Who else may use a secret, as its owner wrote it.

use iam::policy::{MalformedPolicy, Policy, PolicyKind};

/// A resource policy: the text as given, and what it means.
#[derive(Debug, Clone)]
pub struct ResourcePolicy {
    text: String,
    policy: Policy,
}

impl ResourcePolicy {
    /// The policy that `text` is.
    ///
    /// Source: Secrets Manager API reference, `PutResourcePolicy`.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if the text is no resource policy (the caller's fault).
    pub fn parse(text: &str) -> Result<Self, MalformedPolicy> {
        let policy = Policy::parse(text, PolicyKind::Resource)?;
        Ok(Self { text: text.to_owned(), policy })
    }

    /// The policy that a record held.
    pub(crate) fn from_record(text: String) -> Result<Self, MalformedPolicy> {
        let policy = Policy::from_stored(&text, PolicyKind::Resource)?;
        Ok(Self { text, policy })
    }

    /// The text, byte for byte as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it means.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether it lets in callers whom nothing but a wildcard names.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.policy.is_public()
    }
}
