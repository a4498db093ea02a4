//! A secret, all but its values.

use jiff::Timestamp;
use seal::Entropy;
use store::Tenant;

use crate::arn_suffix::ArnSuffix;
use crate::limits::{VERSIONS_KEPT, VERSIONS_MAX};
use crate::{Day, Labels, SecretName, Tags};

/// What tells a secret from every other one, a later one of the same name included: 16 random bytes.
///
/// The records of its versions hang on it, so whatever a deleted secret leaves behind can never appear in its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretSerial([u8; 16]);

impl SecretSerial {
    /// A fresh random serial.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// The serial with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The serial's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

/// A secret's metadata: all that describing or listing it needs, and no value.
///
/// Source: Secrets Manager API reference, `DescribeSecret`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// What its versions hang on.
    pub serial: SecretSerial,
    /// Its name, unique in its account and region.
    pub name: SecretName,
    /// The random end of its ARN.
    pub suffix: ArnSuffix,
    /// The description; an empty one is none.
    pub description: Option<String>,
    /// The KMS key as the caller named it; none means the service's own key.
    pub kms_key_id: Option<String>,
    /// What kind of credential the value is, in the words of whoever manages it.
    pub kind: Option<String>,
    /// The tags; none at all if it was never tagged, which is not the same as none left.
    pub tags: Option<Tags>,
    /// Which version each label is on.
    pub labels: Labels,
    /// How many versions exist, deprecated ones included.
    pub versions: u32,
    /// Whether a resource policy is attached; its text lies elsewhere, so that listing does not read it.
    pub has_resource_policy: bool,
    /// When it was created.
    pub created_at: Timestamp,
    /// When anything about it last changed.
    pub changed_at: Timestamp,
    /// The day of the last read that has been written down.
    pub last_accessed: Option<Day>,
    /// When it may be purged, if it is scheduled for deletion.
    pub deletion: Option<Timestamp>,
    /// When its deprecated versions are looked through next, if that is due at all.
    pub prune_due: Option<Timestamp>,
}

impl Secret {
    /// The complete ARN.
    #[must_use]
    pub fn arn(&self, tenant: &Tenant) -> String {
        arn(tenant, &self.name, self.suffix)
    }

    /// The most recent of the days it was read on, those not yet written down included.
    #[must_use]
    pub fn last_accessed(&self, unwritten: Option<Day>) -> Option<Day> {
        self.last_accessed.max(unwritten)
    }

    /// Whether one more version is one too many.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.versions >= VERSIONS_MAX
    }

    /// Whether deprecated versions may be pruned once they are old enough.
    #[must_use]
    pub const fn has_surplus(&self) -> bool {
        self.versions > VERSIONS_KEPT
    }
}

/// The complete ARN of a secret of this name and random end.
///
/// Source: Secrets Manager User Guide, "Secrets Manager secrets", on ARNs.
#[must_use]
pub fn arn(tenant: &Tenant, name: &SecretName, suffix: ArnSuffix) -> String {
    let (partition, region, account) = (tenant.partition(), tenant.region(), tenant.account());
    format!("arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{suffix}")
}
