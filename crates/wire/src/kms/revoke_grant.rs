//! `RevokeGrant`: ends a grant by whoever governs the key.

use super::shapes::{GRANT_ID, KEY_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `RevokeGrant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `GrantId`: the grant.
    pub grant_id: String,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            grant_id: members.required_string("GrantId", &GRANT_ID),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
