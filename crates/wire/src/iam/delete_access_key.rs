//! `DeleteAccessKey`: takes an access key away for good.

use super::no_output;
use super::shapes::{ACCESS_KEY_ID, EXISTING_USER_NAME};
use crate::members::{Members, Shape};

/// What is asked.
///
/// Source: IAM API reference, `DeleteAccessKey`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
    /// `AccessKeyId`.
    pub access_key_id: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.string("UserName", &EXISTING_USER_NAME),
            access_key_id: members.required_string("AccessKeyId", &ACCESS_KEY_ID),
        }
    }
}

no_output!();
