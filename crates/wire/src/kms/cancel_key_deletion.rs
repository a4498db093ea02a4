//! `CancelKeyDeletion`: keeps a key that was to be deleted.

use super::shapes::KEY_ID;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `CancelKeyDeletion`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { key_id: members.required_string("KeyId", &KEY_ID) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `KeyId`: the key's ARN.
    pub key_id: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("KeyId", &self.key_id).end();
    }
}
