//! `UntagResource`: takes tags from a secret.

use super::shapes::{SECRET_ID, TAG_KEY, TAG_KEYS};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `UntagResource`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `TagKeys`: the keys of those to remove.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            tag_keys: members.required_strings("TagKeys", &TAG_KEYS, &TAG_KEY),
        }
    }
}

/// What is answered: an empty body, as for [`tag_resource`](super::tag_resource::Response).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
