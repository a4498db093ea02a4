//! `PutResourcePolicy`: gives a secret a policy.

use super::shapes::{POLICY_NAME, RESOURCE_POLICY, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `PutResourcePolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `ResourcePolicy`: 1 to 20,480 characters of any kind.
    pub resource_policy: String,
    /// `PolicyName`.
    pub policy_name: Option<String>,
    /// `BlockPublicPolicy`.
    pub block_public_policy: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            resource_policy: members.required_string("ResourcePolicy", &RESOURCE_POLICY),
            policy_name: members.string("PolicyName", &POLICY_NAME),
            block_public_policy: members.boolean("BlockPublicPolicy"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `ARN`.
    pub arn: String,
    /// `Name`.
    pub name: String,
    /// `PolicyName`.
    pub policy_name: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("PolicyName", &self.policy_name)
            .end();
    }
}
