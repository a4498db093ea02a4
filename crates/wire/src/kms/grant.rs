//! A grant, in requests and in answers.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::shapes::CONTEXT_PART;
use crate::json::{Encode, Writer};
use crate::members::{Members, Shape};

/// With which encryption contexts a grant is good.
///
/// Source: KMS API reference, `GrantConstraints`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantConstraints {
    /// `EncryptionContextSubset`: these pairs, perhaps among others.
    pub encryption_context_subset: Option<BTreeMap<String, String>>,
    /// `EncryptionContextEquals`: exactly these pairs.
    pub encryption_context_equals: Option<BTreeMap<String, String>>,
}

impl Shape for GrantConstraints {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            encryption_context_subset: members.map("EncryptionContextSubset", &CONTEXT_PART, &CONTEXT_PART),
            encryption_context_equals: members.map("EncryptionContextEquals", &CONTEXT_PART, &CONTEXT_PART),
        }
    }
}

impl Encode for GrantConstraints {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("EncryptionContextSubset", &self.encryption_context_subset)
            .member("EncryptionContextEquals", &self.encryption_context_equals)
            .end();
    }
}

/// One grant of a list.
///
/// Source: KMS API reference, `GrantListEntry`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantEntry {
    /// `KeyId`: the key's ARN.
    pub key_id: String,
    /// `GrantId`.
    pub grant_id: String,
    /// `Name`.
    pub name: Option<String>,
    /// `CreationDate`.
    pub creation_date: Option<Timestamp>,
    /// `GranteePrincipal`.
    pub grantee_principal: String,
    /// `RetiringPrincipal`.
    pub retiring_principal: Option<String>,
    /// `IssuingAccount`.
    pub issuing_account: String,
    /// `Operations`.
    pub operations: Vec<String>,
    /// `Constraints`.
    pub constraints: Option<GrantConstraints>,
}

impl Encode for GrantEntry {
    fn encode(&self, writer: &mut Writer) {
        writer
            .structure()
            .member("KeyId", &self.key_id)
            .member("GrantId", &self.grant_id)
            .member("Name", &self.name)
            .member("CreationDate", &self.creation_date)
            .member("GranteePrincipal", &self.grantee_principal)
            .member("RetiringPrincipal", &self.retiring_principal)
            .member("IssuingAccount", &self.issuing_account)
            .member("Operations", &self.operations)
            .member("Constraints", &self.constraints)
            .end();
    }
}
