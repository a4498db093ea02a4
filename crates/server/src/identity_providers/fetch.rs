//! Asks a provider for its keys, within limits: over TLS, in a bounded time, for a bounded answer, and at no address that
//! it has no business with.
//!
//! Source: OpenID Connect Discovery 1.0, section 4.

use std::net::{IpAddr, SocketAddr};

use iam::KeySet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Certificate, Client, Url};
use serde::Deserialize;

use super::IdentityProviderError;
use super::addresses::Reach;
use crate::limits::{KEY_SET_BYTES_MAX, KEY_SET_REDIRECTS_MAX, KEY_SET_TIME_MAX};

/// Why the keys of a provider could not be had (the provider's fault, the network's, or of whoever registered it).
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("the file with the provider's keys cannot be used")]
    File,
    #[error("the provider did not answer well a moment ago")]
    JustFailed,
    #[error("the address of `{0}` is not one that providers are reached at")]
    OutOfReach(String),
    #[error("the request failed")]
    Request(#[source] reqwest::Error),
    #[error("the answer has status {0}")]
    Status(u16),
    #[error("the answer takes too long")]
    TooSlow,
    #[error("the answer is too large")]
    TooLarge,
    #[error("the answer is not the document that it should be")]
    Document,
    #[error("the provider calls itself by another name")]
    OtherIssuer,
    #[error("`{0}` is no URL of `https`")]
    Url(String),
}

/// An HTTP client for providers of one kind.
pub(super) struct Fetcher {
    client: Client,
    reach: Reach,
}

/// What a provider says of itself, as far as it counts.
#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

impl Fetcher {
    /// A client that trusts these authorities, or else the system's.
    pub(super) fn new(reach: Reach, roots: Option<Vec<Certificate>>) -> Result<Self, IdentityProviderError> {
        let builder = Client::builder()
            .https_only(true)
            .no_proxy()
            .referer(false)
            .redirect(Policy::custom(follow))
            .dns_resolver(Resolver(reach))
            .timeout(KEY_SET_TIME_MAX)
            .pool_max_idle_per_host(0)
            .user_agent("strongroom");
        let builder = match roots {
            Some(roots) => builder.tls_certs_only(roots),
            None => builder,
        };
        let client = builder.build().map_err(|failure| IdentityProviderError::Client(failure.to_string()))?;
        Ok(Self { client, reach })
    }

    /// The keys of the provider of this URL, which has no scheme.
    pub(super) async fn key_set(&self, url: &str) -> Result<KeySet, FetchError> {
        let asking = tokio::time::timeout(KEY_SET_TIME_MAX, self.ask(url));
        asking.await.map_err(|_| FetchError::TooSlow)?
    }

    async fn ask(&self, url: &str) -> Result<KeySet, FetchError> {
        let issuer = format!("https://{url}");
        let well_known = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let document = self.get(&well_known).await?;
        let discovery: Discovery = serde_json::from_slice(&document).map_err(|_| FetchError::Document)?;
        if discovery.issuer != issuer {
            return Err(FetchError::OtherIssuer);
        }
        KeySet::parse(&self.get(&discovery.jwks_uri).await?).map_err(|_| FetchError::Document)
    }

    async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let invalid = || FetchError::Url(url.to_owned());
        let parsed = Url::parse(url).map_err(|_| invalid())?;
        if parsed.scheme() != "https" || !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(invalid());
        }
        // An address that stands in the URL is never resolved.
        if literal(&parsed).is_some_and(|address| !self.reach.admits(address)) {
            return Err(FetchError::OutOfReach(url.to_owned()));
        }
        let mut response = self.client.get(parsed).send().await.map_err(FetchError::Request)?;
        if response.status() != 200 {
            return Err(FetchError::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(FetchError::Request)? {
            body.extend_from_slice(&chunk);
            if body.len() > KEY_SET_BYTES_MAX {
                return Err(FetchError::TooLarge);
            }
        }
        Ok(body)
    }
}

/// The address that a URL names instead of a host.
fn literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Follows a redirect within the host that was asked, and no other.
fn follow(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let is_same = attempt.previous().first().is_some_and(|first| first.origin() == attempt.url().origin());
    if is_same && attempt.previous().len() <= KEY_SET_REDIRECTS_MAX {
        attempt.follow()
    } else {
        attempt.error("a redirect to elsewhere")
    }
}

/// Resolves names to addresses within reach. The connection goes to one of these: a name cannot mean something else then.
struct Resolver(Reach);

/// No address of the name lies within reach.
#[derive(Debug, thiserror::Error)]
#[error("the name has no address that providers are reached at")]
struct NoneInReach;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.filter(|address| reach.admits(address.ip())).collect();
            if found.is_empty() {
                return Err(NoneInReach.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

impl std::fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fetcher").field("reach", &self.reach).finish_non_exhaustive()
    }
}
