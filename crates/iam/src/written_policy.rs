//! A policy as its owner wrote it, beside what it means.

use std::sync::Arc;

use crate::policy::{MalformedPolicy, Policy, PolicyKind};

/// A policy's text, byte for byte as it was given, and the policy compiled from it once.
#[derive(Debug, Clone)]
pub struct WrittenPolicy {
    text: Arc<str>,
    policy: Arc<Policy>,
}

impl WrittenPolicy {
    /// The policy that `text` is.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if the text is no policy of that kind (the caller's fault).
    pub fn parse(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Policy::parse(text, kind).map(|policy| Self { text: text.into(), policy: Arc::new(policy) })
    }

    /// The policy that a record held.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if nothing can be decided by it.
    pub fn from_stored(text: &str, kind: PolicyKind) -> Result<Self, MalformedPolicy> {
        Policy::from_stored(text, kind).map(|policy| Self { text: text.into(), policy: Arc::new(policy) })
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters the quotas count: all but white space.
    ///
    /// Source: IAM User Guide, "IAM and AWS STS quotas", character limits.
    #[must_use]
    pub fn significant_characters(&self) -> usize {
        self.text.chars().filter(|character| !character.is_whitespace()).count()
    }

    /// What it means.
    #[must_use]
    pub const fn policy(&self) -> &Arc<Policy> {
        &self.policy
    }
}

impl PartialEq for WrittenPolicy {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for WrittenPolicy {}
