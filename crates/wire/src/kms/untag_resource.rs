//! `UntagResource`: removes tags of a key.

use super::shapes::{KEY_ID, TAG_KEY, TAGS};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `UntagResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `TagKeys`: the keys of the tags.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            tag_keys: members.required_strings("TagKeys", &TAGS, &TAG_KEY),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
