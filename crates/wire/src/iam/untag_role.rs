//! `UntagRole`: takes tags from a role.

use super::no_output;
use super::shapes::{ROLE_NAME, TAG_KEY, TAGS};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UntagRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `TagKeys`: those to remove.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            tag_keys: members.required_strings("TagKeys", &TAGS, &TAG_KEY),
        }
    }
}

no_output!();
