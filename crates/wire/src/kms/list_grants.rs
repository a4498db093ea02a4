//! `ListGrants`: lists the grants of a key.

use super::grant::GrantEntry;
use super::shapes::{GRANT_ID, KEY_ID, LIMIT, MARKER, PRINCIPAL};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ListGrants`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `Limit`: the most entries of the page.
    pub limit: Option<i64>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
    /// `KeyId`: the key.
    pub key_id: String,
    /// `GrantId`: the only one that is wanted.
    pub grant_id: Option<String>,
    /// `GranteePrincipal`: whose are wanted only.
    pub grantee_principal: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            limit: members.integer("Limit", &LIMIT),
            marker: members.string("Marker", &MARKER),
            key_id: members.required_string("KeyId", &KEY_ID),
            grant_id: members.string("GrantId", &GRANT_ID),
            grantee_principal: members.string("GranteePrincipal", &PRINCIPAL),
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
