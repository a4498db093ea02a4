//! What a key is like, in answers.

use jiff::Timestamp;

use crate::json::{Encode, Writer};

/// What a key is like. Each key served is symmetric and in one region, with material of the server's own making.
///
/// Source: KMS API reference, `KeyMetadata`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMetadata {
    /// `AWSAccountId`.
    pub aws_account_id: String,
    /// `KeyId`.
    pub key_id: String,
    /// `Arn`.
    pub arn: String,
    /// `CreationDate`.
    pub creation_date: Option<Timestamp>,
    /// `Enabled`.
    pub enabled: bool,
    /// `Description`.
    pub description: String,
    /// `KeyState`.
    pub key_state: &'static str,
    /// `DeletionDate`: of a key that is to be deleted.
    pub deletion_date: Option<Timestamp>,
    /// `KeyManager`: `AWS` or `CUSTOMER`.
    pub key_manager: &'static str,
    /// `CurrentKeyMaterialId`.
    pub current_key_material_id: String,
}

impl Encode for KeyMetadata {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("AWSAccountId", &self.aws_account_id)
            .member("KeyId", &self.key_id)
            .member("Arn", &self.arn)
            .member("CreationDate", &self.creation_date)
            .member("Enabled", &self.enabled)
            .member("Description", &self.description)
            .member("KeyUsage", &"ENCRYPT_DECRYPT")
            .member("KeyState", &self.key_state)
            .member("DeletionDate", &self.deletion_date)
            .member("Origin", &"AWS_KMS")
            .member("KeyManager", &self.key_manager)
            .member("CustomerMasterKeySpec", &"SYMMETRIC_DEFAULT")
            .member("KeySpec", &"SYMMETRIC_DEFAULT")
            .member("EncryptionAlgorithms", &vec!["SYMMETRIC_DEFAULT"])
            .member("MultiRegion", &false)
            .member("CurrentKeyMaterialId", &self.current_key_material_id)
            .end();
    }
}
