//! The record of an account.

use prost::Message;
use store::{Record, SystemKey, Undecodable};

use arn::{AccountId, Partition};

use super::instant;
use crate::{AccessKeyId, Account};

/// Where an account lies.
pub(crate) fn account_key(partition: Partition, id: &AccountId) -> SystemKey<Account> {
    SystemKey::of().text(partition.as_str()).text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct AccountMessage {
    #[prost(string, tag = "1")]
    partition: String,
    #[prost(string, tag = "2")]
    id: String,
    #[prost(int64, tag = "3")]
    created_at_ms: i64,
    #[prost(bool, tag = "4")]
    is_first: bool,
    #[prost(string, repeated, tag = "5")]
    access_keys: Vec<String>,
    #[prost(uint32, tag = "6")]
    users: u32,
    #[prost(uint32, tag = "7")]
    roles: u32,
}

impl Record for Account {
    const KIND: &'static str = "account";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = AccountMessage {
            partition: self.partition.to_string(),
            id: self.id.to_string(),
            created_at_ms: self.created_at.as_millisecond(),
            is_first: self.is_first,
            access_keys: self.access_keys.iter().map(ToString::to_string).collect(),
            users: self.users,
            roles: self.roles,
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AccountMessage::decode(bytes).map_err(|_| Undecodable)?;
        let keys = message.access_keys.iter().map(|id| AccessKeyId::parse(id).map_err(|_| Undecodable));
        Ok(Self {
            partition: message.partition.parse().map_err(|_| Undecodable)?,
            id: message.id.parse().map_err(|_| Undecodable)?,
            created_at: instant(message.created_at_ms)?,
            is_first: message.is_first,
            access_keys: keys.collect::<Result<_, _>>()?,
            users: message.users,
            roles: message.roles,
        })
    }
}
