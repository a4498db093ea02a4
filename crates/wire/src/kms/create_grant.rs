//! `CreateGrant`: hands out a right to a key.

use super::grant::GrantConstraints;
use super::shapes::{
    GRANT_NAME, GRANT_OPERATION, GRANT_OPERATIONS, GRANT_TOKEN, GRANT_TOKENS, KEY_ID, PRINCIPAL,
};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `CreateGrant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `GranteePrincipal`: whose right it is.
    pub grantee_principal: String,
    /// `RetiringPrincipal`: who may end it.
    pub retiring_principal: Option<String>,
    /// `Operations`: what it lets be done.
    pub operations: Vec<String>,
    /// `Constraints`: with which encryption contexts.
    pub constraints: Option<GrantConstraints>,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
    /// `Name`: its name.
    pub name: Option<String>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            grantee_principal: members.required_string("GranteePrincipal", &PRINCIPAL),
            retiring_principal: members.string("RetiringPrincipal", &PRINCIPAL),
            operations: members.required_strings("Operations", &GRANT_OPERATIONS, &GRANT_OPERATION),
            constraints: members.structure("Constraints"),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
            name: members.string("Name", &GRANT_NAME),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `GrantToken`: what finds it without naming the key.
    pub grant_token: String,
    /// `GrantId`: its id.
    pub grant_id: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("GrantToken", &self.grant_token).member("GrantId", &self.grant_id).end();
    }
}
