//! `GetPolicy`: tells about a managed policy.

use super::{Policy, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { policy_arn: members.required_string("PolicyArn", &shapes::ARN) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Policy`.
    pub policy: Policy,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("Policy", &self.policy);
    }
}
