//! `GetResourcePolicy`: tells a secret's policy.

use super::shapes::{POLICY_NAME, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `GetResourcePolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN.
    pub secret_id: String,
    /// `PolicyName`.
    pub policy_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.required_string("SecretId", &SECRET_ID),
            policy_name: members.string("PolicyName", &POLICY_NAME),
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
    /// `ResourcePolicy`: if the secret has one.
    pub resource_policy: Option<String>,
    /// `PolicyName`.
    pub policy_name: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("ARN", &self.arn)
            .member("Name", &self.name)
            .member("ResourcePolicy", &self.resource_policy)
            .member("PolicyName", &self.policy_name)
            .end();
    }
}
