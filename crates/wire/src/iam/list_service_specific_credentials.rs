//! `ListServiceSpecificCredentials`: lists a user's passwords for single services, of which there are none.

use super::NOTHING;
use super::shapes::{EXISTING_USER_NAME, SERVICE_NAME};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListServiceSpecificCredentials`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `UserName`: absent for the caller.
    pub user_name: Option<String>,
    /// `ServiceName`.
    pub service_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            user_name: members.string("UserName", &EXISTING_USER_NAME),
            service_name: members.string("ServiceName", &SERVICE_NAME),
        }
    }
}

/// What is answered: an empty list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("ServiceSpecificCredentials", &NOTHING);
    }
}
