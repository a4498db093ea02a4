//! `GetUser`: tells about a user, or about whoever asks.

use super::User;
use crate::limits::USER_NAME_LOOKUP_CHARACTERS;
use crate::members::{Members, Shape, Text};
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
        Self { user_name: members.string("UserName", &Text::characters(&USER_NAME_LOOKUP_CHARACTERS)) }
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
