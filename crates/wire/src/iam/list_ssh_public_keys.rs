//! `ListSSHPublicKeys`: lists the SSH keys of a user, which has none.

use super::shapes::EXISTING_USER_NAME;
use super::{NOTHING, Paging};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListSSHPublicKeys`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { user_name: members.string("UserName", &EXISTING_USER_NAME), paging: Paging::read(members) }
    }
}

/// What is answered: an empty list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("SSHPublicKeys", &NOTHING).element("IsTruncated", &false);
    }
}
