//! `ListRolePolicies`: lists the policies of a role's own.

use super::Paging;
use super::shapes::ROLE_NAME;
use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListRolePolicies`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `RoleName`.
    pub role_name: String,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { role_name: members.required_string("RoleName", &ROLE_NAME), paging: Paging::read(members) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `PolicyNames`.
    pub policy_names: Vec<String>,
    /// `Marker`: how to ask for the next page, if there is one.
    pub marker: Option<String>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer
            .element("PolicyNames", &self.policy_names)
            .element("IsTruncated", &self.marker.is_some())
            .element("Marker", &self.marker);
    }
}
