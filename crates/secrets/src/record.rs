//! How secrets lie in the store: which key each record has, and its format.
//!
//! Metadata lies under the name, which makes names unique and listing by name a walk. Versions and values lie apart from it
//! and from each other, under the secret's serial: describing never touches a value, reading one never loads another.

mod due;
mod resource_policy;
mod sealed_value;
mod secret;
mod version;

use jiff::Timestamp;
use store::{Tenant, TenantKey, Undecodable};

pub(crate) use due::due_key;

use crate::{ResourcePolicy, SealedValue, Secret, SecretName, SecretSerial, Version, VersionId};

/// Where a secret's metadata lies.
pub(crate) fn secret_key(tenant: &Tenant, name: &SecretName) -> TenantKey<Secret> {
    TenantKey::of(tenant).text(name.as_str())
}

/// Where a secret's resource policy lies.
pub(crate) fn resource_policy_key(tenant: &Tenant, serial: SecretSerial) -> TenantKey<ResourcePolicy> {
    TenantKey::of(tenant).id(serial.to_bytes())
}

/// Where a version lies.
pub(crate) fn version_key(tenant: &Tenant, serial: SecretSerial, id: &VersionId) -> TenantKey<Version> {
    TenantKey::of(tenant).id(serial.to_bytes()).text(id.as_str())
}

/// Where a version's value lies.
pub(crate) fn value_key(tenant: &Tenant, serial: SecretSerial, id: &VersionId) -> TenantKey<SealedValue> {
    TenantKey::of(tenant).id(serial.to_bytes()).text(id.as_str())
}

/// The id of the version that lies under `key`.
pub(crate) fn version_id(key: &TenantKey<Version>) -> Option<VersionId> {
    let mut parts = key.parts();
    parts.id()?;
    VersionId::parse(&parts.text()?).ok()
}

fn instant(milliseconds: i64) -> Result<Timestamp, Undecodable> {
    Timestamp::from_millisecond(milliseconds).map_err(|_| Undecodable)
}

fn serial(bytes: &[u8]) -> Result<SecretSerial, Undecodable> {
    bytes.try_into().map(SecretSerial::from_bytes).map_err(|_| Undecodable)
}

#[cfg(test)]
mod tests;
