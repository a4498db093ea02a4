//! `DeletePolicyVersion`: removes a version of a managed policy.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeletePolicyVersion`.
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

no_output!();
