//! The record of a sealed value.

use prost::Message;
use store::{Record, Undecodable};

use crate::{SealedValue, ValueKind};

const STRING: u32 = 1;
const BINARY: u32 = 2;

#[derive(Clone, PartialEq, Message)]
struct SealedValueMessage {
    #[prost(uint32, tag = "1")]
    kind: u32,
    #[prost(bytes = "vec", repeated, tag = "2")]
    data_keys: Vec<Vec<u8>>,
    #[prost(bytes = "vec", tag = "3")]
    ciphertext: Vec<u8>,
}

impl Record for SealedValue {
    const KIND: &'static str = "value";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let kind = match self.kind {
            ValueKind::Binary => BINARY,
            ValueKind::String => STRING,
        };
        let (data_keys, ciphertext) = (self.data_keys.clone(), self.ciphertext.clone());
        out.extend(SealedValueMessage { kind, data_keys, ciphertext }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let SealedValueMessage { kind, data_keys, ciphertext } =
            SealedValueMessage::decode(bytes).map_err(|_| Undecodable)?;
        let kind = match kind {
            BINARY => ValueKind::Binary,
            STRING => ValueKind::String,
            _ => return Err(Undecodable),
        };
        Ok(Self { kind, data_keys, ciphertext })
    }
}
