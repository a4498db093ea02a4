//! A tag of a key, in requests and in answers.

use super::shapes::{TAG_KEY, TAG_VALUE};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// A tag.
///
/// Source: KMS API reference, `Tag`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// `TagKey`.
    pub tag_key: String,
    /// `TagValue`.
    pub tag_value: String,
}

impl Shape for Tag {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            tag_key: members.required_string("TagKey", &TAG_KEY),
            tag_value: members.required_string("TagValue", &TAG_VALUE),
        }
    }
}

impl Encode for Tag {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("TagKey", &self.tag_key).member("TagValue", &self.tag_value).end();
    }
}
