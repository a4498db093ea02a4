//! The record of the last use of an access key.
//!
//! It lies beside the key's own, so that using a key never changes what the next signature is verified with.

use prost::Message;
use store::{Record, SystemKey, Undecodable};

use super::instant;
use crate::{AccessKeyId, AccessKeyUse};

/// Where the last use of a key lies.
pub(crate) fn use_key(id: &AccessKeyId) -> SystemKey<AccessKeyUse> {
    SystemKey::of().text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct UseMessage {
    #[prost(int64, tag = "1")]
    at_ms: i64,
    #[prost(string, tag = "2")]
    service: String,
    #[prost(string, tag = "3")]
    region: String,
}

impl Record for AccessKeyUse {
    const KIND: &'static str = "access-key-use";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = UseMessage {
            at_ms: self.at.as_millisecond(),
            service: self.service.to_string(),
            region: self.region.to_string(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = UseMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            at: instant(message.at_ms)?,
            service: message.service.into(),
            region: message.region.parse().map_err(|_| Undecodable)?,
        })
    }
}
