//! `ListEntitiesForPolicy`: lists the users and roles that have a managed policy.

use super::{EntityFilter, PolicyGroup, PolicyRole, PolicyUsage, PolicyUser, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListEntitiesForPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `EntityFilter`.
    pub entity_filter: Option<EntityFilter>,
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
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            entity_filter: members.enumeration("EntityFilter"),
            path_prefix: members.string("PathPrefix", &shapes::PATH),
            policy_usage_filter: members.enumeration("PolicyUsageFilter"),
            marker: members.string("Marker", &shapes::MARKER),
            max_items: members.integer("MaxItems", &shapes::MAX_ITEMS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `PolicyGroups`: always empty.
    pub policy_groups: Vec<PolicyGroup>,
    /// `PolicyUsers`.
    pub policy_users: Vec<PolicyUser>,
    /// `PolicyRoles`.
    pub policy_roles: Vec<PolicyRole>,
    /// `IsTruncated`: whether there is more.
    pub is_truncated: bool,
    /// `Marker`: how to ask for more, if there is.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("PolicyGroups", &self.policy_groups)
            .element("PolicyUsers", &self.policy_users)
            .element("PolicyRoles", &self.policy_roles)
            .element("IsTruncated", &self.is_truncated)
            .element("Marker", &self.marker);
    }
}
