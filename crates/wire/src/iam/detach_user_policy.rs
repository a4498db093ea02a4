//! `DetachUserPolicy`: detaches a managed policy from a user.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DetachUserPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `PolicyArn`.
    pub policy_arn: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &shapes::EXISTING_USER_NAME),
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
        }
    }
}

no_output!();
