//! `ListKeyRotations`: lists what a key's material was replaced by.

use super::enums::IncludeKeyMaterial;
use super::list_entries::RotationEntry;
use super::shapes::{KEY_ID, LIMIT, MARKER};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ListKeyRotations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `IncludeKeyMaterial`: whether the first material is wanted too.
    pub include_key_material: Option<IncludeKeyMaterial>,
    /// `Limit`: the most entries of the page.
    pub limit: Option<i64>,
    /// `Marker`: where the page before ended.
    pub marker: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            include_key_material: members.enumeration("IncludeKeyMaterial"),
            limit: members.integer("Limit", &LIMIT),
            marker: members.string("Marker", &MARKER),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Rotations`: the rotations.
    pub rotations: Vec<RotationEntry>,
    /// `NextMarker`: if there is more.
    pub next_marker: Option<String>,
    /// `Truncated`: whether there is more.
    pub truncated: bool,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("Rotations", &self.rotations)
            .member("NextMarker", &self.next_marker)
            .member("Truncated", &self.truncated)
            .end();
    }
}
