//! `TagResource`: gives a secret tags.

use super::Tag;
use super::shapes::{SECRET_ID, TAGS};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `TagResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `Tags`: those to add or to change.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            tags: members.required_structures("Tags", &TAGS),
        }
    }
}

/// What is answered: an empty body.
///
/// The model gives this operation no output at all, not an empty structure, and AWS sends none; every SDK reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
