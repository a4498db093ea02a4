//! A user, in answers.

use jiff::Timestamp;

use super::{PermissionsBoundary, Tag};
use crate::xml::{Encode, Writer};

/// A user, or an account's root, which has no path and no name.
///
/// Source: IAM API reference, `User`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// `Path`.
    pub path: Option<String>,
    /// `UserName`.
    pub user_name: Option<String>,
    /// `UserId`.
    pub user_id: String,
    /// `Arn`.
    pub arn: String,
    /// `CreateDate`.
    pub create_date: Timestamp,
    /// `PermissionsBoundary`: not in lists.
    pub permissions_boundary: Option<PermissionsBoundary>,
    /// `Tags`: not in lists.
    pub tags: Option<Vec<Tag>>,
}

impl Encode for User {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Path", &self.path)
            .element("UserName", &self.user_name)
            .element("UserId", &self.user_id)
            .element("Arn", &self.arn)
            .element("CreateDate", &self.create_date)
            .element("PermissionsBoundary", &self.permissions_boundary)
            .element("Tags", &self.tags);
    }
}
