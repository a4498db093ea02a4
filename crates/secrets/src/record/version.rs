//! The record of a version.

use prost::Message;
use store::{Record, Undecodable};

use super::instant;
use crate::{Day, Version};

#[derive(Clone, PartialEq, Message)]
struct VersionMessage {
    #[prost(int64, tag = "1")]
    created_at_ms: i64,
    #[prost(sint32, optional, tag = "2")]
    last_accessed_day: Option<i32>,
    #[prost(message, repeated, tag = "3")]
    kms_keys: Vec<KmsKeyMessage>,
}

/// A message of its own, so that the service's key differs from a key named by an empty text.
#[derive(Clone, PartialEq, Message)]
struct KmsKeyMessage {
    #[prost(string, optional, tag = "1")]
    id: Option<String>,
}

impl Record for Version {
    const KIND: &'static str = "version";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let kms_keys = self.kms_key_ids.iter().map(|id| KmsKeyMessage { id: id.clone() }).collect();
        let created_at_ms = self.created_at.as_millisecond();
        let last_accessed_day = self.last_accessed.map(Day::number);
        out.extend(VersionMessage { created_at_ms, last_accessed_day, kms_keys }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = VersionMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            created_at: instant(message.created_at_ms)?,
            last_accessed: message.last_accessed_day.map(Day::from_number),
            kms_key_ids: message.kms_keys.into_iter().map(|key| key.id).collect(),
        })
    }
}
