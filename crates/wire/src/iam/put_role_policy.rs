//! `PutRolePolicy`: gives a role a policy of its own.

use super::no_output;
use super::shapes::{POLICY_DOCUMENT, POLICY_NAME, ROLE_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `PutRolePolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyDocument`.
    pub policy_document: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            policy_name: members.required_string("PolicyName", &POLICY_NAME),
            policy_document: members.required_string("PolicyDocument", &POLICY_DOCUMENT),
        }
    }
}

no_output!();
