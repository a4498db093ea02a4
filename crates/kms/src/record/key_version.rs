//! The record of one generation of a key's material.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::{instant, key_id};
use crate::{KeyId, KeyVersion, KeyVersionNumber, RotationType};

/// Where a key's version lies.
pub(crate) fn key_version_key(tenant: &Tenant, id: KeyId, number: KeyVersionNumber) -> TenantKey<KeyVersion> {
    TenantKey::of(tenant).id(id.to_bytes()).number(number.0.into())
}

#[derive(Clone, PartialEq, Message)]
struct KeyVersionMessage {
    #[prost(bytes = "vec", tag = "1")]
    key: Vec<u8>,
    #[prost(uint32, tag = "2")]
    number: u32,
    #[prost(bytes = "vec", tag = "3")]
    wrapped: Vec<u8>,
    #[prost(uint32, tag = "4")]
    rotation: u32,
    #[prost(int64, tag = "5")]
    rotated_at_ms: i64,
}

const FIRST: u32 = 0;
const AUTOMATIC: u32 = 1;
const ON_DEMAND: u32 = 2;

impl Record for KeyVersion {
    const KIND: &'static str = "kms-key-version";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let (rotation, rotated_at_ms) = match self.rotated() {
            None => (FIRST, 0),
            Some((at, RotationType::Automatic)) => (AUTOMATIC, at.as_millisecond()),
            Some((at, RotationType::OnDemand)) => (ON_DEMAND, at.as_millisecond()),
        };
        let message = KeyVersionMessage {
            key: self.key().to_bytes().to_vec(),
            number: self.number().0,
            wrapped: self.wrapped().to_vec(),
            rotation,
            rotated_at_ms,
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = KeyVersionMessage::decode(bytes).map_err(|_| Undecodable)?;
        let rotated = match message.rotation {
            FIRST => None,
            AUTOMATIC => Some((instant(message.rotated_at_ms)?, RotationType::Automatic)),
            ON_DEMAND => Some((instant(message.rotated_at_ms)?, RotationType::OnDemand)),
            _ => return Err(Undecodable),
        };
        let number = KeyVersionNumber(message.number);
        Ok(Self::from_record(key_id(&message.key)?, number, message.wrapped, rotated))
    }
}
