//! `ReEncrypt`: moves a ciphertext to another key.

use std::collections::BTreeMap;

use super::enums::EncryptionAlgorithm;
use super::shapes::{CIPHERTEXT, CONTEXT_PART, GRANT_TOKEN, GRANT_TOKENS, KEY_ID};
use crate::json::{Bytes, Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `ReEncrypt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `CiphertextBlob`: the ciphertext.
    pub ciphertext_blob: Bytes,
    /// `SourceEncryptionContext`: what it is bound to.
    pub source_encryption_context: Option<BTreeMap<String, String>>,
    /// `SourceKeyId`: its key, if it is to be no other.
    pub source_key_id: Option<String>,
    /// `DestinationKeyId`: the other key.
    pub destination_key_id: String,
    /// `DestinationEncryptionContext`: what it is to be bound to.
    pub destination_encryption_context: Option<BTreeMap<String, String>>,
    /// `SourceEncryptionAlgorithm`: always the symmetric one.
    pub source_encryption_algorithm: Option<EncryptionAlgorithm>,
    /// `DestinationEncryptionAlgorithm`: always the symmetric one.
    pub destination_encryption_algorithm: Option<EncryptionAlgorithm>,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            ciphertext_blob: members.required_blob("CiphertextBlob", &CIPHERTEXT),
            source_encryption_context: members.map("SourceEncryptionContext", &CONTEXT_PART, &CONTEXT_PART),
            source_key_id: members.string("SourceKeyId", &KEY_ID),
            destination_key_id: members.required_string("DestinationKeyId", &KEY_ID),
            destination_encryption_context: members.map(
                "DestinationEncryptionContext",
                &CONTEXT_PART,
                &CONTEXT_PART,
            ),
            source_encryption_algorithm: members.enumeration("SourceEncryptionAlgorithm"),
            destination_encryption_algorithm: members.enumeration("DestinationEncryptionAlgorithm"),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `CiphertextBlob`: the ciphertext under the other key.
    pub ciphertext_blob: Bytes,
    /// `SourceKeyId`: the ARN of the key it was under.
    pub source_key_id: String,
    /// `KeyId`: the ARN of the key it is under.
    pub key_id: String,
    /// `SourceEncryptionAlgorithm`: always the symmetric one.
    pub source_encryption_algorithm: &'static str,
    /// `DestinationEncryptionAlgorithm`: always the symmetric one.
    pub destination_encryption_algorithm: &'static str,
    /// `SourceKeyMaterialId`: the material that it was under.
    pub source_key_material_id: Option<String>,
    /// `DestinationKeyMaterialId`: the material that it is under.
    pub destination_key_material_id: Option<String>,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("CiphertextBlob", &self.ciphertext_blob)
            .member("SourceKeyId", &self.source_key_id)
            .member("KeyId", &self.key_id)
            .member("SourceEncryptionAlgorithm", &self.source_encryption_algorithm)
            .member("DestinationEncryptionAlgorithm", &self.destination_encryption_algorithm)
            .member("SourceKeyMaterialId", &self.source_key_material_id)
            .member("DestinationKeyMaterialId", &self.destination_key_material_id)
            .end();
    }
}
