//! `CreateRole`: makes a role.

use super::shapes::{ARN, MAX_SESSION_DURATION, PATH, POLICY_DOCUMENT, ROLE_DESCRIPTION, ROLE_NAME, TAGS};
use super::{Role, Tag};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreateRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `Path`: `/` unless given.
    pub path: Option<String>,
    /// `RoleName`.
    pub role_name: String,
    /// `AssumeRolePolicyDocument`: who may assume it.
    pub assume_role_policy_document: String,
    /// `Description`.
    pub description: Option<String>,
    /// `MaxSessionDuration`: in seconds.
    pub max_session_duration: Option<i64>,
    /// `PermissionsBoundary`: the managed policy's ARN.
    pub permissions_boundary: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            path: members.string("Path", &PATH),
            role_name: members.required_string("RoleName", &ROLE_NAME),
            assume_role_policy_document: members
                .required_string("AssumeRolePolicyDocument", &POLICY_DOCUMENT),
            description: members.string("Description", &ROLE_DESCRIPTION),
            max_session_duration: members.integer("MaxSessionDuration", &MAX_SESSION_DURATION),
            permissions_boundary: members.string("PermissionsBoundary", &ARN),
            tags: members.structures("Tags", &TAGS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Role`.
    pub role: Role,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("Role", &self.role);
    }
}
