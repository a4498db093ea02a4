//! `GetLoginProfile`: tells whether a user has a password, which none has.

use super::no_output;
use super::shapes::EXISTING_USER_NAME;
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `GetLoginProfile`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { user_name: members.required_string("UserName", &EXISTING_USER_NAME) }
    }
}

no_output!();
