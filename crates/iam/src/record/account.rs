//! The record of an account.

use prost::Message;
use store::{Record, SystemKey, Undecodable};

use arn::{AccountId, Partition};

use super::instant;
use crate::Account;

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
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AccountMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            partition: message.partition.parse().map_err(|_| Undecodable)?,
            id: message.id.parse().map_err(|_| Undecodable)?,
            created_at: instant(message.created_at_ms)?,
            is_first: message.is_first,
        })
    }
}
