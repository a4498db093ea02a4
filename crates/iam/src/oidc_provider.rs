//! Somebody else's word for who a caller is.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::Tag;

/// An OpenID Connect provider that an account trusts.
///
/// Source: IAM API reference, `GetOpenIDConnectProvider`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcProvider {
    /// The issuer's URL without its scheme, as tokens name it behind `https://`.
    pub url: String,
    /// The audiences that are accepted.
    pub client_ids: Vec<String>,
    /// The thumbprints that were registered; kept, and not used to verify anything.
    pub thumbprints: Vec<String>,
    /// When it was registered.
    pub created_at: Timestamp,
    /// Its tags.
    pub tags: Vec<Tag>,
}

impl OidcProvider {
    /// The ARN of the provider of this URL.
    #[must_use]
    pub fn arn_of(url: &str, partition: Partition, account: &AccountId) -> String {
        format!("arn:{partition}:iam::{account}:oidc-provider/{url}")
    }

    /// The provider's ARN in its account.
    #[must_use]
    pub fn arn(&self, partition: Partition, account: &AccountId) -> String {
        Self::arn_of(&self.url, partition, account)
    }
}
