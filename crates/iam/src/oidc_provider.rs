//! Somebody else's word for who a caller is.

use arn::{AccountId, Partition};
use jiff::Timestamp;

use crate::Tag;
use crate::limits::{CLIENT_IDS_MAX, THUMBPRINTS_MAX};

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

    /// Lets tokens for one more audience in; a known one stays as it is.
    ///
    /// # Errors
    ///
    /// [`ProviderRefused::TooManyClientIds`].
    pub fn add_client_id(&mut self, client_id: &str) -> Result<(), ProviderRefused> {
        if self.client_ids.iter().any(|known| known == client_id) {
            return Ok(());
        }
        if self.client_ids.len() >= CLIENT_IDS_MAX {
            return Err(ProviderRefused::TooManyClientIds);
        }
        self.client_ids.push(client_id.to_owned());
        Ok(())
    }

    /// Lets tokens for an audience in no longer; an unknown one is passed over.
    pub fn remove_client_id(&mut self, client_id: &str) {
        self.client_ids.retain(|known| known != client_id);
    }

    /// Replaces all thumbprints.
    ///
    /// # Errors
    ///
    /// [`ProviderRefused::TooManyThumbprints`].
    pub fn set_thumbprints(&mut self, thumbprints: &[String]) -> Result<(), ProviderRefused> {
        if thumbprints.len() > THUMBPRINTS_MAX {
            return Err(ProviderRefused::TooManyThumbprints);
        }
        self.thumbprints = thumbprints.to_vec();
        Ok(())
    }
}

/// The URL of the issuer that `text` names, without its scheme.
///
/// `https` with a host, perhaps a port and a path; no user, query or fragment, for an issuer has none of these.
///
/// Source: OpenID Connect Discovery 1.0, section 3, `issuer`; IAM API reference, `CreateOpenIDConnectProvider`, `Url`.
///
/// # Errors
///
/// [`ProviderRefused::Url`].
pub fn issuer(text: &str) -> Result<&str, ProviderRefused> {
    let plain = |character: char| character.is_ascii_graphic() && !"?#@\\\"<>^`{|}%".contains(character);
    let url =
        text.strip_prefix("https://").filter(|url| url.chars().all(plain)).ok_or(ProviderRefused::Url)?;
    let authority = url.split('/').next().unwrap_or_default();
    let (host, port) =
        authority.rsplit_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let named =
        |host: &str| !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
    let numbered =
        |port: &str| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port);
    (named(host) && port.is_none_or(numbered)).then_some(url).ok_or(ProviderRefused::Url)
}

/// Why a provider is not as it was asked to be (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProviderRefused {
    /// More audiences than a provider may have.
    #[error("an OpenID Connect provider has at most {CLIENT_IDS_MAX} client ids")]
    TooManyClientIds,
    /// More thumbprints than a provider may have.
    #[error("an OpenID Connect provider has at most {THUMBPRINTS_MAX} thumbprints")]
    TooManyThumbprints,
    /// The URL is not that of an issuer.
    #[error("the URL of an OpenID Connect provider is https, with neither user nor query nor fragment")]
    Url,
}

#[cfg(test)]
mod tests;
