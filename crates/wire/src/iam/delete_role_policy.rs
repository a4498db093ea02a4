//! `DeleteRolePolicy`: takes a policy of its own from a role.

use super::no_output;
use super::shapes::{POLICY_NAME, ROLE_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeleteRolePolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `PolicyName`.
    pub policy_name: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            policy_name: members.required_string("PolicyName", &POLICY_NAME),
        }
    }
}

no_output!();
