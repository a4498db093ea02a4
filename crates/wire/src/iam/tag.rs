//! A tag, in requests and in answers.

use super::shapes::{TAG_KEY, TAG_VALUE};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// A tag.
///
/// Source: IAM API reference, `Tag`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// `Key`.
    pub key: String,
    /// `Value`.
    pub value: String,
}

impl Shape for Tag {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key: members.required_string("Key", &TAG_KEY),
            value: members.required_string("Value", &TAG_VALUE),
        }
    }
}

impl Encode for Tag {
    fn content(&self, writer: &mut Writer) {
        writer.element("Key", &self.key).element("Value", &self.value);
    }
}
