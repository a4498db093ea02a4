//! `AttachRolePolicy`: attaches a managed policy to a role.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `AttachRolePolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `PolicyArn`.
    pub policy_arn: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &shapes::ROLE_NAME),
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
        }
    }
}

no_output!();
