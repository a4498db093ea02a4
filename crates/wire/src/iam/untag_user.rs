//! `UntagUser`: takes tags from a user.

use super::no_output;
use super::shapes::{EXISTING_USER_NAME, TAG_KEY, TAGS};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UntagUser`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `TagKeys`: those to remove.
    pub tag_keys: Vec<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            tag_keys: members.required_strings("TagKeys", &TAGS, &TAG_KEY),
        }
    }
}

no_output!();
