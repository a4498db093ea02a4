//! `ListRoles`: lists an account's roles.

use super::shapes::PATH_PREFIX;
use super::{Paging, Role};
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListRoles`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PathPrefix`: all unless given.
    pub path_prefix: Option<String>,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { path_prefix: members.string("PathPrefix", &PATH_PREFIX), paging: Paging::read(members) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Roles`.
    pub roles: Vec<Role>,
    /// `Marker`: how to ask for the next page, if there is one.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("Roles", &self.roles)
            .element("IsTruncated", &self.marker.is_some())
            .element("Marker", &self.marker);
    }
}
