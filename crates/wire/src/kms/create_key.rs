//! `CreateKey`: makes a key.

use super::enums::{KeySpec, KeyUsage, Origin};
use super::key_metadata::KeyMetadata;
use super::shapes::{CUSTOM_KEY_STORE_ID, DESCRIPTION, POLICY, TAGS, XKS_KEY_ID};
use super::tag::Tag;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `CreateKey`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `Policy`: its policy.
    pub policy: Option<String>,
    /// `Description`: what its owner says of it.
    pub description: Option<String>,
    /// `KeyUsage`: what it is for.
    pub key_usage: Option<KeyUsage>,
    /// `CustomerMasterKeySpec`: of which kind it is, as older clients say it.
    pub customer_master_key_spec: Option<KeySpec>,
    /// `KeySpec`: of which kind it is.
    pub key_spec: Option<KeySpec>,
    /// `Origin`: where its material comes from.
    pub origin: Option<Origin>,
    /// `CustomKeyStoreId`: where its material lies.
    pub custom_key_store_id: Option<String>,
    /// `BypassPolicyLockoutSafetyCheck`: whether its policy may shut its author out.
    pub bypass_policy_lockout_safety_check: Option<bool>,
    /// `Tags`: its tags.
    pub tags: Option<Vec<Tag>>,
    /// `MultiRegion`: whether it is to be in several regions.
    pub multi_region: Option<bool>,
    /// `XksKeyId`: the key outside that it stands for.
    pub xks_key_id: Option<String>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            policy: members.string("Policy", &POLICY),
            description: members.string("Description", &DESCRIPTION),
            key_usage: members.enumeration("KeyUsage"),
            customer_master_key_spec: members.enumeration("CustomerMasterKeySpec"),
            key_spec: members.enumeration("KeySpec"),
            origin: members.enumeration("Origin"),
            custom_key_store_id: members.string("CustomKeyStoreId", &CUSTOM_KEY_STORE_ID),
            bypass_policy_lockout_safety_check: members.boolean("BypassPolicyLockoutSafetyCheck"),
            tags: members.structures("Tags", &TAGS),
            multi_region: members.boolean("MultiRegion"),
            xks_key_id: members.string("XksKeyId", &XKS_KEY_ID),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `KeyMetadata`: what it is like.
    pub key_metadata: KeyMetadata,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("KeyMetadata", &self.key_metadata).end();
    }
}
