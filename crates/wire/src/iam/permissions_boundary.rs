//! What bounds a user or a role, in answers.

use crate::xml::{Encode, Writer};

/// A permissions boundary.
///
/// Source: IAM API reference, `AttachedPermissionsBoundary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionsBoundary {
    /// `PermissionsBoundaryArn`.
    pub arn: String,
}

impl Encode for PermissionsBoundary {
    fn content(&self, writer: &mut Writer) {
        writer.element("PermissionsBoundaryType", &"Policy").element("PermissionsBoundaryArn", &self.arn);
    }
}
