//! `TagPolicy`: sets tags of a managed policy.

use super::{Tag, no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `TagPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `Tags`.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            tags: members.required_structures("Tags", &shapes::TAGS),
        }
    }
}

no_output!();
