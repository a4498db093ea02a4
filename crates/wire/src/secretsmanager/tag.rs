//! A tag, in requests and in answers.

use super::shapes::{TAG_KEY, TAG_VALUE};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// A tag.
///
/// Source: Secrets Manager API reference, `Tag`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// `Key`.
    pub key: String,
    /// `Value`.
    pub value: Option<String>,
}

impl Shape for Tag {
    fn read(members: &mut Members<'_>) -> Self {
        Self { key: members.required_string("Key", &TAG_KEY), value: members.string("Value", &TAG_VALUE) }
    }
}

impl Encode for Tag {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("Key", &self.key).member("Value", &self.value).end();
    }
}
