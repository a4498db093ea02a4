//! A tag, in requests and in answers.

use super::policy_shapes as shapes;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// A tag of a user, a role, a policy or a provider.
///
/// Source: IAM API reference, `Tag`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// `Key`.
    pub key: String,
    /// `Value`.
    pub value: String,
}

impl Shape for Tag {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key: members.required_string("Key", &shapes::TAG_KEY),
            value: members.required_string("Value", &shapes::TAG_VALUE),
        }
    }
}

impl Encode for Tag {
    fn content(&self, writer: &mut Writer) {
        writer.element("Key", &self.key).element("Value", &self.value);
    }
}
