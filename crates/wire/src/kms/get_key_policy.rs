//! `GetKeyPolicy`: shows a key's policy.

use super::shapes::{KEY_ID, POLICY_NAME};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `GetKeyPolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `PolicyName`: `default`, or nothing.
    pub policy_name: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            policy_name: members.string("PolicyName", &POLICY_NAME),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `Policy`: the policy.
    pub policy: String,
    /// `PolicyName`: `default`.
    pub policy_name: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("Policy", &self.policy).member("PolicyName", &self.policy_name).end();
    }
}
