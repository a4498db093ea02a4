//! `GetPolicyVersion`: tells what a version of a managed policy says.

use super::{PolicyVersion, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetPolicyVersion`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `VersionId`: `v1` and so on.
    pub version_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            version_id: members.required_string("VersionId", &shapes::VERSION_ID),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `PolicyVersion`, with its document.
    pub policy_version: PolicyVersion,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("PolicyVersion", &self.policy_version);
    }
}
