//! `PutKeyPolicy`: gives a key another policy.

use super::shapes::{KEY_ID, POLICY, POLICY_NAME};
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `PutKeyPolicy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `PolicyName`: `default`, or nothing.
    pub policy_name: Option<String>,
    /// `Policy`: the policy.
    pub policy: String,
    /// `BypassPolicyLockoutSafetyCheck`: whether it may shut its author out.
    pub bypass_policy_lockout_safety_check: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            policy_name: members.string("PolicyName", &POLICY_NAME),
            policy: members.required_string("Policy", &POLICY),
            bypass_policy_lockout_safety_check: members.boolean("BypassPolicyLockoutSafetyCheck"),
        }
    }
}

/// What is answered: nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn encode(&self, _: &mut Writer) {}
}
