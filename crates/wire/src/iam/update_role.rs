//! `UpdateRole`: changes what a role is for, and how long its sessions last.

use super::shapes::{MAX_SESSION_DURATION, ROLE_DESCRIPTION, ROLE_NAME};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `UpdateRole`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `Description`.
    pub description: Option<String>,
    /// `MaxSessionDuration`: in seconds.
    pub max_session_duration: Option<i64>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            role_name: members.required_string("RoleName", &ROLE_NAME),
            description: members.string("Description", &ROLE_DESCRIPTION),
            max_session_duration: members.integer("MaxSessionDuration", &MAX_SESSION_DURATION),
        }
    }
}

/// What is answered: an empty result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn content(&self, _: &mut Writer) {}
}
