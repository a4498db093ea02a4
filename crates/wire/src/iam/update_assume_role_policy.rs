//! `UpdateAssumeRolePolicy`: changes who may assume a role.

use super::no_output;
use super::shapes::{POLICY_DOCUMENT, ROLE_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UpdateAssumeRolePolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `PolicyDocument`.
    pub policy_document: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            policy_document: members.required_string("PolicyDocument", &POLICY_DOCUMENT),
        }
    }
}

no_output!();
