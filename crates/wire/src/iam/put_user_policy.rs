//! `PutUserPolicy`: gives a user a policy of its own.

use super::no_output;
use super::shapes::{EXISTING_USER_NAME, POLICY_DOCUMENT, POLICY_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `PutUserPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyDocument`.
    pub policy_document: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            policy_name: members.required_string("PolicyName", &POLICY_NAME),
            policy_document: members.required_string("PolicyDocument", &POLICY_DOCUMENT),
        }
    }
}

no_output!();
