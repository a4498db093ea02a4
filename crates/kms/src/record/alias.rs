//! The record of an alias.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::{instant, key_id};
use crate::Alias;

/// Where an alias lies.
pub(crate) fn alias_key(tenant: &Tenant, name: &str) -> TenantKey<Alias> {
    TenantKey::of(tenant).text(name)
}

#[derive(Clone, PartialEq, Message)]
struct AliasMessage {
    #[prost(bytes = "vec", tag = "1")]
    key: Vec<u8>,
    #[prost(int64, optional, tag = "2")]
    created_at_ms: Option<i64>,
    #[prost(int64, optional, tag = "3")]
    updated_at_ms: Option<i64>,
}

impl Record for Alias {
    const KIND: &'static str = "kms-alias";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = AliasMessage {
            key: self.key.to_bytes().to_vec(),
            created_at_ms: self.created_at.map(jiff::Timestamp::as_millisecond),
            updated_at_ms: self.updated_at.map(jiff::Timestamp::as_millisecond),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AliasMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            key: key_id(&message.key)?,
            created_at: message.created_at_ms.map(instant).transpose()?,
            updated_at: message.updated_at_ms.map(instant).transpose()?,
        })
    }
}
