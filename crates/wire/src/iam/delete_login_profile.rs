//! `DeleteLoginProfile`: takes the password from a user, which has none.

use super::no_output;
use super::shapes::EXISTING_USER_NAME;
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeleteLoginProfile`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { user_name: members.string("UserName", &EXISTING_USER_NAME) }
    }
}

no_output!();
