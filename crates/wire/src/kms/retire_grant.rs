//! `RetireGrant`: ends a grant by whoever is done with it.

use super::shapes::{GRANT_ID, GRANT_TOKEN, KEY_ID};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `RetireGrant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GrantToken`: what finds the grant.
    pub grant_token: Option<String>,
    /// `KeyId`: the key.
    pub key_id: Option<String>,
    /// `GrantId`: the grant.
    pub grant_id: Option<String>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            grant_token: members.string("GrantToken", &GRANT_TOKEN),
            key_id: members.string("KeyId", &KEY_ID),
            grant_id: members.string("GrantId", &GRANT_ID),
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
