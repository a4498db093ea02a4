//! `CreatePolicy`: makes a managed policy.

use super::{Policy, Tag, shapes};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreatePolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyName`.
    pub policy_name: String,
    /// `Path`.
    pub path: Option<String>,
    /// `PolicyDocument`.
    pub policy_document: String,
    /// `Description`.
    pub description: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_name: members.required_string("PolicyName", &shapes::POLICY_NAME),
            path: members.string("Path", &shapes::POLICY_PATH),
            policy_document: members.required_string("PolicyDocument", &shapes::POLICY_DOCUMENT),
            description: members.string("Description", &shapes::POLICY_DESCRIPTION),
            tags: members.structures("Tags", &shapes::TAGS),
        }
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
