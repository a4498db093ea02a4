//! `ListAttachedUserPolicies`: lists the managed policies attached to a user.

use super::{AttachedPolicy, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListAttachedUserPolicies`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `PathPrefix`.
    pub path_prefix: Option<String>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `MaxItems`.
    pub max_items: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &shapes::EXISTING_USER_NAME),
            path_prefix: members.string("PathPrefix", &shapes::POLICY_PATH),
            marker: members.string("Marker", &shapes::MARKER),
            max_items: members.integer("MaxItems", &shapes::MAX_ITEMS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `AttachedPolicies`.
    pub attached_policies: Vec<AttachedPolicy>,
    /// `IsTruncated`: whether there is more.
    pub is_truncated: bool,
    /// `Marker`: how to ask for more, if there is.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("AttachedPolicies", &self.attached_policies)
            .element("IsTruncated", &self.is_truncated)
            .element("Marker", &self.marker);
    }
}
