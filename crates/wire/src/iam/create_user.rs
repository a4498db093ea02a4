//! `CreateUser`: makes a user.

use super::shapes::{ARN, PATH, TAGS, USER_NAME};
use super::{Tag, User};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `CreateUser`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `Path`: `/` unless given.
    pub path: Option<String>,
    /// `UserName`.
    pub user_name: String,
    /// `PermissionsBoundary`: the managed policy's ARN.
    pub permissions_boundary: Option<String>,
    /// `Tags`.
    pub tags: Option<Vec<Tag>>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            path: members.string("Path", &PATH),
            user_name: members.required_string("UserName", &USER_NAME),
            permissions_boundary: members.string("PermissionsBoundary", &ARN),
            tags: members.structures("Tags", &TAGS),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `User`.
    pub user: User,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("User", &self.user);
    }
}
