//! `ExplainAccess`: tells why a principal may or may not do something to a secret.

use std::collections::BTreeMap;

use super::{ACTION, Check};
use crate::json::{Encode, Writer};
use crate::limits::{
    CONTEXT_KEY_CHARACTERS, CONTEXT_VALUE_CHARACTERS, PRINCIPAL_ARN_CHARACTERS, SECRET_ID_CHARACTERS,
};
use crate::members::{Members, Shape, Text};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PrincipalArn`: a root, a user, a role or a session; absent for the caller.
    pub principal_arn: Option<String>,
    /// `Action`: such as `secretsmanager:GetSecretValue`.
    pub action: String,
    /// `SecretId`: the secret; absent for an action on none in particular.
    pub secret_id: Option<String>,
    /// `Context`: condition keys that the call would have, with their values.
    pub context: Option<BTreeMap<String, String>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        let (key, value) = (CONTEXT_KEY_CHARACTERS, CONTEXT_VALUE_CHARACTERS);
        Self {
            principal_arn: members.string("PrincipalArn", &Text::characters(&PRINCIPAL_ARN_CHARACTERS)),
            action: members.required_string("Action", &ACTION),
            secret_id: members.string("SecretId", &Text::characters(&SECRET_ID_CHARACTERS)),
            context: members.map("Context", &Text::characters(&key), &Text::characters(&value)),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `PrincipalArn`: whom it is about.
    pub principal_arn: String,
    /// `Allowed`: whether every permission that the call needs is there.
    pub allowed: bool,
    /// `Checks`: each of those permissions.
    pub checks: Vec<Check>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("PrincipalArn", &self.principal_arn)
            .member("Allowed", &self.allowed)
            .member("Checks", &self.checks)
            .end();
    }
}
