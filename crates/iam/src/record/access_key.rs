//! The record of an access key.

use prost::Message;
use store::{Record, SystemKey, Undecodable};

use super::{instant, unique_id};
use crate::{AccessKey, AccessKeyId, EntityKind, KeyOwner, KeyStatus};

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
    /// Empty for the account's root.
    #[prost(string, tag = "6")]
    user: String,
    #[prost(bool, tag = "7")]
    is_inactive: bool,
}

impl Record for AccessKey {
    const KIND: &'static str = "access-key";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let KeyOwner { partition, account, user } = &self.owner;
        let message = AccessKeyMessage {
            id: self.id.to_string(),
            partition: partition.to_string(),
            account: account.to_string(),
            created_at_ms: self.created_at.as_millisecond(),
            wrapped_secret: self.wrapped_secret.clone(),
            user: user.as_ref().map(ToString::to_string).unwrap_or_default(),
            is_inactive: self.status == KeyStatus::Inactive,
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AccessKeyMessage::decode(bytes).map_err(|_| Undecodable)?;
        let user = (!message.user.is_empty()).then(|| unique_id(EntityKind::User, &message.user));
        let owner = KeyOwner {
            partition: message.partition.parse().map_err(|_| Undecodable)?,
            account: message.account.parse().map_err(|_| Undecodable)?,
            user: user.transpose()?,
        };
        Ok(Self {
            id: AccessKeyId::parse(&message.id).map_err(|_| Undecodable)?,
            owner,
            status: if message.is_inactive { KeyStatus::Inactive } else { KeyStatus::Active },
            created_at: instant(message.created_at_ms)?,
            wrapped_secret: message.wrapped_secret,
        })
    }
}
