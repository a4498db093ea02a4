//! `ValidateResourcePolicy`: checks a policy without attaching it.

use super::shapes::{RESOURCE_POLICY, SECRET_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: Secrets Manager API reference, `ValidateResourcePolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `SecretId`: a name or an ARN, if the policy is for one secret.
    pub secret_id: Option<String>,
    /// `ResourcePolicy`: 1 to 20,480 characters of any kind.
    pub resource_policy: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            secret_id: members.string("SecretId", &SECRET_ID),
            resource_policy: members.required_string("ResourcePolicy", &RESOURCE_POLICY),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// `PolicyValidationPassed`.
    pub policy_validation_passed: bool,
    /// `ValidationErrors`: an empty list if all checks passed.
    pub validation_errors: Vec<CheckFailure>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("PolicyValidationPassed", &self.policy_validation_passed)
            .member("ValidationErrors", &self.validation_errors)
            .end();
    }
}

/// A check that the policy did not pass.
///
/// Source: Secrets Manager API reference, `ValidationErrorsEntry`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckFailure {
    /// `CheckName`.
    pub check_name: String,
    /// `ErrorMessage`.
    pub error_message: String,
}

impl Encode for CheckFailure {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("CheckName", &self.check_name)
            .member("ErrorMessage", &self.error_message)
            .end();
    }
}
