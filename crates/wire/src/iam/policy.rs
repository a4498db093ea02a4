//! A managed policy, in answers.

use jiff::Timestamp;

use super::Tag;
use crate::xml::{Encode, Writer};

/// A managed policy, without what its versions say.
///
/// Source: IAM API reference, `Policy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyId`.
    pub policy_id: String,
    /// `Arn`.
    pub arn: String,
    /// `Path`.
    pub path: String,
    /// `DefaultVersionId`.
    pub default_version_id: String,
    /// `AttachmentCount`.
    pub attachment_count: i64,
    /// `PermissionsBoundaryUsageCount`.
    pub permissions_boundary_usage_count: i64,
    /// `IsAttachable`.
    pub is_attachable: bool,
    /// `Description`: absent in lists too.
    pub description: Option<String>,
    /// `CreateDate`.
    pub create_date: Timestamp,
    /// `UpdateDate`.
    pub update_date: Timestamp,
    /// `Tags`: absent in lists too.
    pub tags: Option<Vec<Tag>>,
}

impl Encode for Policy {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("PolicyName", &self.policy_name)
            .element("PolicyId", &self.policy_id)
            .element("Arn", &self.arn)
            .element("Path", &self.path)
            .element("DefaultVersionId", &self.default_version_id)
            .element("AttachmentCount", &self.attachment_count)
            .element("PermissionsBoundaryUsageCount", &self.permissions_boundary_usage_count)
            .element("IsAttachable", &self.is_attachable)
            .element("Description", &self.description)
            .element("CreateDate", &self.create_date)
            .element("UpdateDate", &self.update_date)
            .element("Tags", &self.tags);
    }
}
