//! `DescribeKey`: tells what a key is like.

use super::key_metadata::KeyMetadata;
use super::shapes::{GRANT_TOKEN, GRANT_TOKENS, KEY_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `DescribeKey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `KeyMetadata`: what it is like.
    pub key_metadata: KeyMetadata,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("KeyMetadata", &self.key_metadata).end();
    }
}
