//! `TagRole`: gives a role tags.

use super::shapes::{ROLE_NAME, TAGS};
use super::{Tag, no_output};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `TagRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `Tags`: those to add or to change.
    pub tags: Vec<Tag>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            tags: members.required_structures("Tags", &TAGS),
        }
    }
}

no_output!();
