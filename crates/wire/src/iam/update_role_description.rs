//! `UpdateRoleDescription`: changes what a role is for.

use super::Role;
use super::shapes::{ROLE_DESCRIPTION, ROLE_NAME};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `UpdateRoleDescription`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `Description`.
    pub description: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            description: members.required_string("Description", &ROLE_DESCRIPTION),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Role`.
    pub role: Role,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("Role", &self.role);
    }
}
