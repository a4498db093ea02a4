//! `DeleteUserPolicy`: takes a policy of its own from a user.

use super::no_output;
use super::shapes::{EXISTING_USER_NAME, POLICY_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeleteUserPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `PolicyName`.
    pub policy_name: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            policy_name: members.required_string("PolicyName", &POLICY_NAME),
        }
    }
}

no_output!();
