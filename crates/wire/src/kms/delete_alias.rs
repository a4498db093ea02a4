//! `DeleteAlias`: takes a name away from its key.

use super::shapes::ALIAS_NAME;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `DeleteAlias`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `AliasName`: the name.
    pub alias_name: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { alias_name: members.required_string("AliasName", &ALIAS_NAME) }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
