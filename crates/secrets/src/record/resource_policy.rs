//! The record of a resource policy: its text as given.

use prost::Message;
use store::{Record, Undecodable};

use crate::ResourcePolicy;

#[derive(Clone, PartialEq, Message)]
struct ResourcePolicyMessage {
    #[prost(string, tag = "1")]
    text: String,
}

impl Record for ResourcePolicy {
    const KIND: &'static str = "resource-policy";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend(ResourcePolicyMessage { text: self.text().to_owned() }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = ResourcePolicyMessage::decode(bytes).map_err(|_| Undecodable)?;
        Self::from_record(message.text).map_err(|_| Undecodable)
    }
}
