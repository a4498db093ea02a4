//! `PutUserPermissionsBoundary`: bounds what a user may do.

use super::no_output;
use super::shapes::{ARN, EXISTING_USER_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `PutUserPermissionsBoundary`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`.
    pub user_name: String,
    /// `PermissionsBoundary`: the managed policy's ARN.
    pub permissions_boundary: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.required_string("UserName", &EXISTING_USER_NAME),
            permissions_boundary: members.required_string("PermissionsBoundary", &ARN),
        }
    }
}

no_output!();
