//! How keys, their versions and their aliases lie in the store.

use jiff::Timestamp;
use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use crate::key::{Key, KeyId, KeyManager};
use crate::{KeyVersion, KeyVersionNumber};

/// Where a key lies.
pub(crate) fn key_key(tenant: &Tenant, id: KeyId) -> TenantKey<Key> {
    TenantKey::of(tenant).id(id.to_bytes())
}

/// Where a key's version lies.
pub(crate) fn key_version_key(tenant: &Tenant, id: KeyId, number: KeyVersionNumber) -> TenantKey<KeyVersion> {
    TenantKey::of(tenant).id(id.to_bytes()).number(number.0.into())
}

/// Where an alias lies.
pub(crate) fn alias_key(tenant: &Tenant, name: &str) -> TenantKey<Alias> {
    TenantKey::of(tenant).text(name)
}

/// The key that an alias stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Alias {
    pub(crate) key: KeyId,
}

#[derive(Clone, PartialEq, Message)]
struct KeyMessage {
    #[prost(bytes = "vec", tag = "1")]
    id: Vec<u8>,
    #[prost(int64, tag = "2")]
    created_at_ms: i64,
    #[prost(uint32, tag = "3")]
    manager: u32,
    #[prost(uint32, tag = "4")]
    newest: u32,
}

#[derive(Clone, PartialEq, Message)]
struct KeyVersionMessage {
    #[prost(bytes = "vec", tag = "1")]
    key: Vec<u8>,
    #[prost(uint32, tag = "2")]
    number: u32,
    #[prost(bytes = "vec", tag = "3")]
    wrapped: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
struct AliasMessage {
    #[prost(bytes = "vec", tag = "1")]
    key: Vec<u8>,
}

const MANAGED_BY_SERVICE: u32 = 1;

impl Record for Key {
    const KIND: &'static str = "kms-key";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let manager = match self.manager {
            KeyManager::Service => MANAGED_BY_SERVICE,
        };
        let created_at_ms = self.created_at.as_millisecond();
        let message =
            KeyMessage { id: self.id.to_bytes().to_vec(), created_at_ms, manager, newest: self.newest.0 };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = KeyMessage::decode(bytes).map_err(|_| Undecodable)?;
        let manager = (message.manager == MANAGED_BY_SERVICE).then_some(KeyManager::Service);
        Ok(Self {
            id: key_id(&message.id)?,
            created_at: Timestamp::from_millisecond(message.created_at_ms).map_err(|_| Undecodable)?,
            manager: manager.ok_or(Undecodable)?,
            newest: KeyVersionNumber(message.newest),
        })
    }
}

impl Record for KeyVersion {
    const KIND: &'static str = "kms-key-version";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let key = self.key().to_bytes().to_vec();
        let message = KeyVersionMessage { key, number: self.number().0, wrapped: self.wrapped().to_vec() };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = KeyVersionMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self::from_record(key_id(&message.key)?, KeyVersionNumber(message.number), message.wrapped))
    }
}

impl Record for Alias {
    const KIND: &'static str = "kms-alias";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(AliasMessage { key: self.key.to_bytes().to_vec() }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AliasMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self { key: key_id(&message.key)? })
    }
}

fn key_id(bytes: &[u8]) -> Result<KeyId, Undecodable> {
    bytes.try_into().map(KeyId::from_bytes).map_err(|_| Undecodable)
}
