//! `UpdateAccessKey`: lets an access key be used, or not.

use super::shapes::{ACCESS_KEY_ID, EXISTING_USER_NAME};
use super::{Status, no_output};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `UpdateAccessKey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
    /// `AccessKeyId`.
    pub access_key_id: String,
    /// `Status`.
    pub status: Status,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.string("UserName", &EXISTING_USER_NAME),
            access_key_id: members.required_string("AccessKeyId", &ACCESS_KEY_ID),
            status: members.required_enumeration("Status", Status::Inactive),
        }
    }
}

no_output!();
