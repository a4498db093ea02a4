//! `GetUser`: tells about a user, or about whoever asks.

use super::User;
use super::shapes::EXISTING_USER_NAME;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `GetUser`.
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
