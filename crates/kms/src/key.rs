//! A key as callers know it: an identity whose material is elsewhere.

use std::fmt;

use jiff::Timestamp;
use seal::Entropy;
use store::Tenant;
use uuid::{Builder, Uuid};

use crate::KeyVersionNumber;

/// A key's id: a random UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(Uuid);

impl KeyId {
    /// A fresh random id.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self(Builder::from_random_bytes(entropy.bytes()).into_uuid())
    }

    /// The id with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The id's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who governs a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyManager {
    /// A service made it on first use; every principal of the account may use it through that service.
    Service,
}

/// A symmetric key.
///
/// Source: KMS API reference, `KeyMetadata`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub id: KeyId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who governs it.
    pub manager: KeyManager,
    /// The version that new ciphertexts are made under.
    pub newest: KeyVersionNumber,
}

impl Key {
    /// The key's ARN.
    #[must_use]
    pub fn arn(&self, tenant: &Tenant) -> String {
        let (partition, region, account) = (tenant.partition(), tenant.region(), tenant.account());
        format!("arn:{partition}:kms:{region}:{account}:key/{}", self.id)
    }
}
