//! The entries of the lists of aliases, of keys and of rotations.

use jiff::Timestamp;

use crate::json::{Encode, Writer};

/// One alias of a list.
///
/// Source: KMS API reference, `AliasListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AliasEntry {
    /// `AliasName`.
    pub alias_name: String,
    /// `AliasArn`.
    pub alias_arn: String,
    /// `TargetKeyId`.
    pub target_key_id: String,
    /// `CreationDate`.
    pub creation_date: Option<Timestamp>,
    /// `LastUpdatedDate`.
    pub last_updated_date: Option<Timestamp>,
}

impl Encode for AliasEntry {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("AliasName", &self.alias_name)
            .member("AliasArn", &self.alias_arn)
            .member("TargetKeyId", &self.target_key_id)
            .member("CreationDate", &self.creation_date)
            .member("LastUpdatedDate", &self.last_updated_date)
            .end();
    }
}

/// One key of a list.
///
/// Source: KMS API reference, `KeyListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyEntry {
    /// `KeyId`.
    pub key_id: String,
    /// `KeyArn`.
    pub key_arn: String,
}

impl Encode for KeyEntry {
    fn encode(&self, writer: &mut Writer) {
        writer.structure().member("KeyId", &self.key_id).member("KeyArn", &self.key_arn).end();
    }
}

/// One rotation of a list.
///
/// Source: KMS API reference, `RotationsListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RotationEntry {
    /// `KeyId`.
    pub key_id: String,
    /// `KeyMaterialId`.
    pub key_material_id: String,
    /// `KeyMaterialState`: `CURRENT` or `NON_CURRENT`.
    pub key_material_state: &'static str,
    /// `RotationDate`: absent for the first material.
    pub rotation_date: Option<Timestamp>,
    /// `RotationType`: `AUTOMATIC` or `ON_DEMAND`; absent for the first material.
    pub rotation_type: Option<&'static str>,
}

impl Encode for RotationEntry {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("KeyId", &self.key_id)
            .member("KeyMaterialId", &self.key_material_id)
            .member("KeyMaterialState", &self.key_material_state)
            .member("RotationDate", &self.rotation_date)
            .member("RotationType", &self.rotation_type)
            .end();
    }
}
