//! `GetRolePolicy`: shows a policy of a role's own.

use super::PolicyDocument;
use super::shapes::{POLICY_NAME, ROLE_NAME};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetRolePolicy`.
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

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `RoleName`.
    pub role_name: String,
    /// `PolicyName`.
    pub policy_name: String,
    /// `PolicyDocument`.
    pub policy_document: PolicyDocument,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("RoleName", &self.role_name)
            .element("PolicyName", &self.policy_name)
            .element("PolicyDocument", &self.policy_document);
    }
}
