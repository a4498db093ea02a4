//! `TagUser`: gives a user tags.

use super::shapes::{EXISTING_USER_NAME, TAGS};
use super::{Tag, no_output};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `TagUser`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `Tags`: those to add or to change.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            tags: members.required_structures("Tags", &TAGS),
        }
    }
}

no_output!();
