//! The record that finds the account of a key whose id alone is known, as a ciphertext names it.

use prost::Message;
use store::{Record, SystemKey, Tenant, Undecodable};

use crate::KeyId;

/// Where the home of a key is written down.
pub(crate) fn key_home_key(id: KeyId) -> SystemKey<KeyHome> {
    SystemKey::of().id(id.to_bytes())
}

/// The account and region that a key lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyHome(pub(crate) Tenant);

#[derive(Clone, PartialEq, Message)]
struct KeyHomeMessage {
    #[prost(string, tag = "1")]
    partition: String,
    #[prost(string, tag = "2")]
    account: String,
    #[prost(string, tag = "3")]
    region: String,
}

impl Record for KeyHome {
    const KIND: &'static str = "kms-key-home";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = KeyHomeMessage {
            partition: self.0.partition().to_owned(),
            account: self.0.account().to_owned(),
            region: self.0.region().to_owned(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = KeyHomeMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self(Tenant::new(&message.partition, &message.account, &message.region)))
    }
}
