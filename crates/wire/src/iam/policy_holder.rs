//! Who has a managed policy, in answers.

use crate::xml::{Encode, Writer};

/// A group that has a managed policy. There are no groups, so there is none of these either.
///
/// Source: IAM API reference, `PolicyGroup`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyGroup {}

impl Encode for PolicyGroup {
    fn content(&self, _writer: &mut Writer) {
        match *self {}
    }
}

/// A role that has a managed policy.
///
/// Source: IAM API reference, `PolicyRole`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyRole {
    /// `RoleName`.
    pub role_name: String,
    /// `RoleId`.
    pub role_id: String,
}

impl Encode for PolicyRole {
    fn content(&self, writer: &mut Writer) {
        writer.element("RoleName", &self.role_name).element("RoleId", &self.role_id);
    }
}

/// A user who has a managed policy.
///
/// Source: IAM API reference, `PolicyUser`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyUser {
    /// `UserName`.
    pub user_name: String,
    /// `UserId`.
    pub user_id: String,
}

impl Encode for PolicyUser {
    fn content(&self, writer: &mut Writer) {
        writer.element("UserName", &self.user_name).element("UserId", &self.user_id);
    }
}
