//! How accounts and access keys lie in the store.

use jiff::Timestamp;
use prost::Message;
use store::{Record, SystemKey, Undecodable};

use crate::{AccessKey, AccessKeyId, Principal};

/// Where an access key lies: found by its id alone, since a signature names nothing else.
#[must_use]
pub(crate) fn access_key_key(id: &AccessKeyId) -> SystemKey<AccessKey> {
    SystemKey::of().text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct AccessKeyMessage {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(string, tag = "2")]
    partition: String,
    #[prost(string, tag = "3")]
    account: String,
    #[prost(int64, tag = "4")]
    created_at_ms: i64,
    #[prost(bytes = "vec", tag = "5")]
    wrapped_secret: Vec<u8>,
}

impl Record for AccessKey {
    const KIND: &'static str = "access-key";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let Principal::Root { partition, account } = &self.principal;
        let message = AccessKeyMessage {
            id: self.id.to_string(),
            partition: partition.to_string(),
            account: account.to_string(),
            created_at_ms: self.created_at.as_millisecond(),
            wrapped_secret: self.wrapped_secret.clone(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AccessKeyMessage::decode(bytes).map_err(|_| Undecodable)?;
        let partition = message.partition.parse().map_err(|_| Undecodable)?;
        let account = message.account.parse().map_err(|_| Undecodable)?;
        Ok(Self {
            id: AccessKeyId::parse(&message.id).map_err(|_| Undecodable)?,
            principal: Principal::Root { partition, account },
            created_at: Timestamp::from_millisecond(message.created_at_ms).map_err(|_| Undecodable)?,
            wrapped_secret: message.wrapped_secret,
        })
    }
}
