//! `UpdateAlias`: moves a name to another key.

use super::shapes::{ALIAS_NAME, KEY_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `UpdateAlias`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `AliasName`: the name.
    pub alias_name: String,
    /// `TargetKeyId`: the other key.
    pub target_key_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            alias_name: members.required_string("AliasName", &ALIAS_NAME),
            target_key_id: members.required_string("TargetKeyId", &KEY_ID),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
