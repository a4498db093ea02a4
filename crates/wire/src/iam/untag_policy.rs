//! `UntagPolicy`: removes tags of a managed policy.

use super::{no_output, shapes};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UntagPolicy`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PolicyArn`.
    pub policy_arn: String,
    /// `TagKeys`.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy_arn: members.required_string("PolicyArn", &shapes::ARN),
            tag_keys: members.required_strings("TagKeys", &shapes::TAGS, &shapes::TAG_KEY),
        }
    }
}

no_output!();
