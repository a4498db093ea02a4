//! `TagResource`: sets tags of a key.

use super::shapes::{KEY_ID, TAGS};
use super::tag::Tag;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `TagResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `Tags`: the tags.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            tags: members.required_structures("Tags", &TAGS),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
