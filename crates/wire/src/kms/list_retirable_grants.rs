//! `ListRetirableGrants`: lists the grants that somebody may end.

use super::grant::GrantEntry;
use super::shapes::{LIMIT, MARKER, PRINCIPAL};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ListRetirableGrants`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `Limit`: the most entries of the page.
    pub limit: Option<i64>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `RetiringPrincipal`: who may end them.
    pub retiring_principal: String,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            limit: members.integer("Limit", &LIMIT),
            marker: members.string("Marker", &MARKER),
            retiring_principal: members.required_string("RetiringPrincipal", &PRINCIPAL),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Grants`: the grants.
    pub grants: Vec<GrantEntry>,
    /// `NextMarker`: if there is more.
    pub next_marker: Option<String>,
    /// `Truncated`: whether there is more.
    pub truncated: bool,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Grants", &self.grants)
            .member("NextMarker", &self.next_marker)
            .member("Truncated", &self.truncated)
            .end();
    }
}
