//! `DetachUserPolicy`: detaches a managed policy from a user.

use super::{no_output, policy_shapes as shapes};
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
            user_name: members.required_string("UserName", &shapes::USER_NAME_LOOKUP),
            policy_arn: members.required_string("PolicyArn", &shapes::POLICY_ARN),
        }
    }
}

no_output!();
