//! A key as callers know it: an identity whose material is elsewhere.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use seal::Entropy;
use store::Tenant;
use uuid::{Builder, Uuid};

use crate::{KeyPolicy, KeyState, KeyVersionNumber, Rotation, Tags};

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

impl KeyId {
    /// The ARN of the key that has this id in an account and region.
    #[must_use]
    pub fn arn(self, tenant: &Tenant) -> String {
        let (partition, region, account) = (tenant.partition(), tenant.region(), tenant.account());
        format!("arn:{partition}:kms:{region}:{account}:key/{self}")
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
    /// Somebody of the account made it.
    Customer,
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
    /// What its owner says of it.
    pub description: String,
    /// What can be done with it at present.
    pub state: KeyState,
    /// Whom it lets use it.
    pub policy: KeyPolicy,
    /// When its material is replaced unasked, if ever.
    pub rotation: Option<Rotation>,
    /// How often its material was replaced because somebody asked.
    pub on_demand_rotations: u32,
    /// All its aliases.
    pub aliases: BTreeSet<String>,
    /// Its tags.
    pub tags: Tags,
    /// How many grants it has: without any, none are looked for.
    pub grants: u32,
}

impl Key {
    /// A key that can be used, has one version and nothing else.
    #[must_use]
    pub const fn new(id: KeyId, created_at: Timestamp, manager: KeyManager, policy: KeyPolicy) -> Self {
        Self {
            id,
            created_at,
            manager,
            newest: KeyVersionNumber(1),
            description: String::new(),
            state: KeyState::Enabled,
            policy,
            rotation: None,
            on_demand_rotations: 0,
            aliases: BTreeSet::new(),
            tags: Tags::from_record(Vec::new()),
            grants: 0,
        }
    }

    /// The key's ARN.
    #[must_use]
    pub fn arn(&self, tenant: &Tenant) -> String {
        self.id.arn(tenant)
    }
}
