//! `DeleteRole`: deletes a role.

use super::no_output;
use super::shapes::ROLE_NAME;
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeleteRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { role_name: members.required_string("RoleName", &ROLE_NAME) }
    }
}

no_output!();
