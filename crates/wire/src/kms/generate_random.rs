//! `GenerateRandom`: makes up random bytes.

use secrecy::SecretSlice;

use crate::json::{Encode, Writer};
use crate::limits::RANDOM_BYTES;
use crate::members::{Integer, Members, Shape};

/// What is asked.
///
/// Source: KMS API reference, `GenerateRandom`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `NumberOfBytes`.
    pub number_of_bytes: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { number_of_bytes: members.integer("NumberOfBytes", &Integer::int(&RANDOM_BYTES)) }
    }
}

/// What is answered. No `Debug`: the bytes may become a key.
pub struct Response {
    /// `Plaintext`: the bytes.
    pub plaintext: SecretSlice<u8>,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.plaintext.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("Plaintext", &self.plaintext).end();
    }
}
