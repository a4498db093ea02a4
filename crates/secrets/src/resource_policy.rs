//! Who else may use a secret, as its owner wrote it.

use iam::WrittenPolicy;
use iam::operations::{BindRefused, bind_of_resource};
use iam::policy::{MalformedPolicy, Policy, PolicyKind};
use store::{Tenant, Transaction};

/// A resource policy: the text as given, what it means, and whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourcePolicy(WrittenPolicy);

impl ResourcePolicy {
    /// The policy that `text` is. Its principals are not bound.
    ///
    /// Source: Secrets Manager API reference, `PutResourcePolicy`.
    ///
    /// # Errors
    ///
    /// [`MalformedPolicy`] if the text is no resource policy (the caller's fault).
    pub fn parse(text: &str) -> Result<Self, MalformedPolicy> {
        WrittenPolicy::parse(text, PolicyKind::Resource).map(Self)
    }

    /// The same policy of a secret of `owner`, whose principals are bound.
    pub(crate) async fn bound(self, tx: &mut Transaction, owner: &Tenant) -> Result<Self, BindRefused> {
        bind_of_resource(tx, self.0, owner).await.map(Self)
    }

    /// The policy that a record held.
    pub(crate) const fn from_record(written: WrittenPolicy) -> Self {
        Self(written)
    }

    /// The policy with its text and its bindings.
    #[must_use]
    pub const fn written(&self) -> &WrittenPolicy {
        &self.0
    }

    /// The text, byte for byte as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.text()
    }

    /// What it means.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.0.policy()
    }

    /// Whether it lets in callers whom nothing but a wildcard names.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.policy().is_public()
    }
}
