//! `CreatePolicyVersion`: adds a version to a managed policy.

use super::{PolicyVersion, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreatePolicyVersion`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `PolicyDocument`.
    pub policy_document: String,
    /// `SetAsDefault`.
    pub set_as_default: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            policy_document: members.required_string("PolicyDocument", &shapes::POLICY_DOCUMENT),
            set_as_default: members.boolean("SetAsDefault"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `PolicyVersion`, without its document.
    pub policy_version: PolicyVersion,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("PolicyVersion", &self.policy_version);
    }
}
