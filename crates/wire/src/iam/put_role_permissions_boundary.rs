//! `PutRolePermissionsBoundary`: bounds what a role may do.

use super::no_output;
use super::shapes::{ARN, ROLE_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `PutRolePermissionsBoundary`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `PermissionsBoundary`: the managed policy's ARN.
    pub permissions_boundary: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            permissions_boundary: members.required_string("PermissionsBoundary", &ARN),
        }
    }
}

no_output!();
