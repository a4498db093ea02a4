//! `Decrypt`: opens a ciphertext.

use std::collections::BTreeMap;

use secrecy::SecretSlice;

use super::enums::EncryptionAlgorithm;
use super::recipient::Recipient;
use super::shapes::{CIPHERTEXT, CONTEXT_PART, GRANT_TOKEN, GRANT_TOKENS, KEY_ID};
use crate::json::{Bytes, Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for.
///
/// Source: KMS API reference, `Decrypt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `CiphertextBlob`: the ciphertext.
    pub ciphertext_blob: Bytes,
    /// `EncryptionContext`: what the ciphertext is bound to.
    pub encryption_context: Option<BTreeMap<String, String>>,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
    /// `KeyId`: the key, if it is to be no other.
    pub key_id: Option<String>,
    /// `EncryptionAlgorithm`: always the symmetric one.
    pub encryption_algorithm: Option<EncryptionAlgorithm>,
    /// `Recipient`: an enclave that the answer is for.
    pub recipient: Option<Recipient>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            ciphertext_blob: members.required_blob("CiphertextBlob", &CIPHERTEXT),
            encryption_context: members.map("EncryptionContext", &CONTEXT_PART, &CONTEXT_PART),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
            key_id: members.string("KeyId", &KEY_ID),
            encryption_algorithm: members.enumeration("EncryptionAlgorithm"),
            recipient: members.structure("Recipient"),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered. It holds a secret, hence no `Debug`.
pub struct Response {
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `Plaintext`: what it holds.
    pub plaintext: SecretSlice<u8>,
    /// `EncryptionAlgorithm`: always the symmetric one.
    pub encryption_algorithm: &'static str,
    /// `KeyMaterialId`: the material that made it.
    pub key_material_id: Option<String>,
}

impl Encode for Response {
    fn bytes_beyond(&self) -> usize {
        self.plaintext.bytes_beyond()
    }

    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("KeyId", &self.key_id)
            .member("Plaintext", &self.plaintext)
            .member("EncryptionAlgorithm", &self.encryption_algorithm)
            .member("KeyMaterialId", &self.key_material_id)
            .end();
    }
}
