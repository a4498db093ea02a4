//! `GetUserPolicy`: shows a policy of a user's own.

use super::PolicyDocument;
use super::shapes::{EXISTING_USER_NAME, POLICY_NAME};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetUserPolicy`.
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

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `UserName`.
    pub user_name: String,
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyDocument`.
    pub policy_document: PolicyDocument,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("UserName", &self.user_name)
            .element("PolicyName", &self.policy_name)
            .element("PolicyDocument", &self.policy_document);
    }
}
