//! The record of an OpenID Connect provider.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::instant;
use super::parts::{self, TagMessage};
use crate::OidcProvider;

/// Where a provider lies: by its URL, without the scheme.
pub(crate) fn provider_key(identities: &Tenant, url: &str) -> TenantKey<OidcProvider> {
    TenantKey::of(identities).text(url)
}

#[derive(Clone, PartialEq, Message)]
struct ProviderMessage {
    #[prost(string, tag = "1")]
    url: String,
    #[prost(string, repeated, tag = "2")]
    client_ids: Vec<String>,
    #[prost(string, repeated, tag = "3")]
    thumbprints: Vec<String>,
    #[prost(int64, tag = "4")]
    created_at_ms: i64,
    #[prost(message, repeated, tag = "5")]
    tags: Vec<TagMessage>,
}

impl Record for OidcProvider {
    const KIND: &'static str = "iam-oidc-provider";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = ProviderMessage {
            url: self.url.clone(),
            client_ids: self.client_ids.clone(),
            thumbprints: self.thumbprints.clone(),
            created_at_ms: self.created_at.as_millisecond(),
            tags: parts::tags_message(&self.tags),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = ProviderMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            url: message.url,
            client_ids: message.client_ids,
            thumbprints: message.thumbprints,
            created_at: instant(message.created_at_ms)?,
            tags: parts::tags(message.tags),
        })
    }
}
