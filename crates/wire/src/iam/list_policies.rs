//! `ListPolicies`: lists managed policies.

use super::{Policy, PolicyScope, PolicyUsage, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListPolicies`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `Scope`.
    pub scope: Option<PolicyScope>,
    /// `OnlyAttached`.
    pub only_attached: Option<bool>,
    /// `PathPrefix`.
    pub path_prefix: Option<String>,
    /// `PolicyUsageFilter`.
    pub policy_usage_filter: Option<PolicyUsage>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `MaxItems`.
    pub max_items: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            scope: members.enumeration("Scope"),
            only_attached: members.boolean("OnlyAttached"),
            path_prefix: members.string("PathPrefix", &shapes::POLICY_PATH),
            policy_usage_filter: members.enumeration("PolicyUsageFilter"),
            marker: members.string("Marker", &shapes::MARKER),
            max_items: members.integer("MaxItems", &shapes::MAX_ITEMS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Policies`, without description and tags.
    pub policies: Vec<Policy>,
    /// `IsTruncated`: whether there is more.
    pub is_truncated: bool,
    /// `Marker`: how to ask for more, if there is.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Policies", &self.policies)
            .element("IsTruncated", &self.is_truncated)
            .element("Marker", &self.marker);
    }
}
