//! `GenerateDataKeyWithoutPlaintext`: makes a data key and shows it wrapped only.

use std::collections::BTreeMap;

use super::enums::DataKeySpec;
use super::shapes::{CONTEXT_PART, GRANT_TOKEN, GRANT_TOKENS, KEY_ID, RANDOM};
use crate::json::{Bytes, Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `GenerateDataKeyWithoutPlaintext`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `EncryptionContext`: what the ciphertext is bound to.
    pub encryption_context: Option<BTreeMap<String, String>>,
    /// `KeySpec`: its kind.
    pub key_spec: Option<DataKeySpec>,
    /// `NumberOfBytes`: its length.
    pub number_of_bytes: Option<i64>,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            encryption_context: members.map("EncryptionContext", &CONTEXT_PART, &CONTEXT_PART),
            key_spec: members.enumeration("KeySpec"),
            number_of_bytes: members.integer("NumberOfBytes", &RANDOM),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `CiphertextBlob`: the data key, wrapped.
    pub ciphertext_blob: Bytes,
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `KeyMaterialId`: the material that wrapped it.
    pub key_material_id: String,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("CiphertextBlob", &self.ciphertext_blob)
            .member("KeyId", &self.key_id)
            .member("KeyMaterialId", &self.key_material_id)
            .end();
    }
}
