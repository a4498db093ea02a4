//! A role, in answers.

use jiff::Timestamp;

use super::{PermissionsBoundary, PolicyDocument, Tag};
use crate::xml::{Encode, Writer};

/// A role.
///
/// Source: IAM API reference, `Role`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `Path`.
    pub path: String,
    /// `RoleName`.
    pub role_name: String,
    /// `RoleId`.
    pub role_id: String,
    /// `Arn`.
    pub arn: String,
    /// `CreateDate`.
    pub create_date: Timestamp,
    /// `AssumeRolePolicyDocument`.
    pub assume_role_policy_document: PolicyDocument,
    /// `Description`.
    pub description: Option<String>,
    /// `MaxSessionDuration`, in seconds.
    pub max_session_duration: i64,
    /// `PermissionsBoundary`: not in lists.
    pub permissions_boundary: Option<PermissionsBoundary>,
    /// `Tags`: not in lists.
    pub tags: Option<Vec<Tag>>,
}

impl Encode for Role {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Path", &self.path)
            .element("RoleName", &self.role_name)
            .element("RoleId", &self.role_id)
            .element("Arn", &self.arn)
            .element("CreateDate", &self.create_date)
            .element("AssumeRolePolicyDocument", &self.assume_role_policy_document)
            .element("Description", &self.description)
            .element("MaxSessionDuration", &self.max_session_duration)
            .element("PermissionsBoundary", &self.permissions_boundary)
            .element("Tags", &self.tags);
    }
}
