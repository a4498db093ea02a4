//! `Encrypt`: encrypts a few bytes under a key.

use std::collections::BTreeMap;

use secrecy::SecretSlice;

use super::enums::EncryptionAlgorithm;
use super::shapes::{CONTEXT_PART, GRANT_TOKEN, GRANT_TOKENS, KEY_ID, PLAINTEXT};
use crate::json::{Bytes, Encode, Writer};
use crate::members::{Members, Shape};

/// What the client asks for. It holds a secret, hence no `Debug`.
///
/// Source: KMS API reference, `Encrypt`.
pub struct Request {
    /// `KeyId`: the key.
    pub key_id: String,
    /// `Plaintext`: the bytes.
    pub plaintext: SecretSlice<u8>,
    /// `EncryptionContext`: what the ciphertext is bound to.
    pub encryption_context: Option<BTreeMap<String, String>>,
    /// `GrantTokens`: grants that were made just now.
    pub grant_tokens: Option<Vec<String>>,
    /// `EncryptionAlgorithm`: always the symmetric one.
    pub encryption_algorithm: Option<EncryptionAlgorithm>,
    /// `DryRun`: whether the call is only to be tried.
    pub dry_run: Option<bool>,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key_id: members.required_string("KeyId", &KEY_ID),
            plaintext: members.required_secret_blob("Plaintext", &PLAINTEXT),
            encryption_context: members.map("EncryptionContext", &CONTEXT_PART, &CONTEXT_PART),
            grant_tokens: members.strings("GrantTokens", &GRANT_TOKENS, &GRANT_TOKEN),
            encryption_algorithm: members.enumeration("EncryptionAlgorithm"),
            dry_run: members.boolean("DryRun"),
        }
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `CiphertextBlob`: the ciphertext.
    pub ciphertext_blob: Bytes,
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `EncryptionAlgorithm`: always the symmetric one.
    pub encryption_algorithm: &'static str,
}

impl Encode for Response {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("CiphertextBlob", &self.ciphertext_blob)
            .member("KeyId", &self.key_id)
            .member("EncryptionAlgorithm", &self.encryption_algorithm)
            .end();
    }
}
