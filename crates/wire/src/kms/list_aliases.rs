//! `ListAliases`: lists the names of keys.

use super::list_entries::AliasEntry;
use super::shapes::{KEY_ID, LIMIT, MARKER};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ListAliases`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key whose names are wanted only.
    pub key_id: Option<String>,
    /// `Limit`: the most entries of the page.
    pub limit: Option<i64>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.string("KeyId", &KEY_ID),
            limit: members.integer("Limit", &LIMIT),
            marker: members.string("Marker", &MARKER),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Aliases`: the names.
    pub aliases: Vec<AliasEntry>,
    /// `NextMarker`: if there is more.
    pub next_marker: Option<String>,
    /// `Truncated`: whether there is more.
    pub truncated: bool,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Aliases", &self.aliases)
            .member("NextMarker", &self.next_marker)
            .member("Truncated", &self.truncated)
            .end();
    }
}
