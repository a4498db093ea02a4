//! `ListPolicyTags`: lists the tags of a managed policy.

use super::{Tag, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListPolicyTags`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `MaxItems`.
    pub max_items: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            marker: members.string("Marker", &shapes::MARKER),
            max_items: members.integer("MaxItems", &shapes::MAX_ITEMS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Tags`.
    pub tags: Vec<Tag>,
    /// `IsTruncated`: whether there is more.
    pub is_truncated: bool,
    /// `Marker`: how to ask for more, if there is.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Tags", &self.tags)
            .element("IsTruncated", &self.is_truncated)
            .element("Marker", &self.marker);
    }
}
