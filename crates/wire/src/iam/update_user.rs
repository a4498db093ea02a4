//! `UpdateUser`: renames or moves a user.

use super::no_output;
use super::shapes::{EXISTING_USER_NAME, PATH, USER_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UpdateUser`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `NewPath`.
    pub new_path: Option<String>,
    /// `NewUserName`.
    pub new_user_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            new_path: members.string("NewPath", &PATH),
            new_user_name: members.string("NewUserName", &USER_NAME),
        }
    }
}

no_output!();
