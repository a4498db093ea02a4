//! `ListKeys`: lists keys.

use super::list_entries::KeyEntry;
use super::shapes::{LIMIT, MARKER};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ListKeys`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `Limit`: the most entries of the page.
    pub limit: Option<i64>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { limit: members.integer("Limit", &LIMIT), marker: members.string("Marker", &MARKER) }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Keys`: the keys.
    pub keys: Vec<KeyEntry>,
    /// `NextMarker`: if there is more.
    pub next_marker: Option<String>,
    /// `Truncated`: whether there is more.
    pub truncated: bool,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Keys", &self.keys)
            .member("NextMarker", &self.next_marker)
            .member("Truncated", &self.truncated)
            .end();
    }
}
