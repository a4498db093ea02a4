//! Finds the key that a service keeps for an account, making it on first use.

use std::sync::Arc;

use seal::Keyring;
use store::{StoreError, Tenant, Transaction};

use crate::record::{alias_key, key_key, key_version_key};
use crate::{Alias, Due, Duty, Key, KeyId, KeyManager, KeyPolicy, KeyVersion, Rotation, RotationPeriod};

/// The alias of the key that Secrets Manager keeps for an account in a region.
///
/// Source: Secrets Manager User Guide, "Secret encryption and decryption", the AWS managed key.
pub const SERVICE_ALIAS: &str = "alias/aws/secretsmanager";

/// What is said of that key.
const SERVICE_KEY_DESCRIPTION: &str =
    "Default key that protects my Secrets Manager data when no other key is defined";

/// Whether a `KmsKeyId` names the service's key by its alias or by the alias's ARN in this account and region.
#[must_use]
pub fn is_service_alias(tenant: &Tenant, key_id: &str) -> bool {
    let (partition, region, account) = (tenant.partition(), tenant.region(), tenant.account());
    key_id == SERVICE_ALIAS || key_id == format!("arn:{partition}:kms:{region}:{account}:{SERVICE_ALIAS}")
}

/// The service's key of an account in a region; made, with its first version and its alias, if there is none yet.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn service_key(tx: &mut Transaction, tenant: &Tenant) -> Result<Arc<Key>, StoreError> {
    let Some(alias) = tx.get(&alias_key(tenant, SERVICE_ALIAS)).await? else { return create(tx, tenant) };
    match tx.get(&key_key(tenant, alias.key)).await? {
        Some(key) if key.rotation.is_none() => schedule_rotation(tx, tenant, &key),
        Some(key) => Ok(key),
        None => Err(StoreError::Damaged { record: format!("the key behind {SERVICE_ALIAS}") }),
    }
}

fn create(tx: &mut Transaction, tenant: &Tenant) -> Result<Arc<Key>, StoreError> {
    let id = KeyId::generate(tx.entropy());
    let now = tx.now();
    let mut key = Key::new(id, now, KeyManager::Service, KeyPolicy::of_service());
    SERVICE_KEY_DESCRIPTION.clone_into(&mut key.description);
    key.aliases.insert(SERVICE_ALIAS.to_owned());
    let keyring: Arc<Keyring> = Arc::clone(tx.keyring());
    let version = KeyVersion::generate(id, key.newest, &keyring, tx.entropy());
    tx.put(&key_version_key(tenant, id, key.newest), version)?;
    let alias = Alias { key: id, created_at: Some(now), updated_at: Some(now) };
    tx.put(&alias_key(tenant, SERVICE_ALIAS), alias)?;
    schedule_rotation(tx, tenant, &key)
}

/// Saves the key, whose material is replaced each year from when it was made.
///
/// Source: KMS Developer Guide, "Rotate AWS KMS keys", AWS managed keys.
fn schedule_rotation(tx: &mut Transaction, tenant: &Tenant, key: &Key) -> Result<Arc<Key>, StoreError> {
    let rotation = Rotation::begun(RotationPeriod::default(), key.created_at);
    Due::to(key.id, tenant, Duty::Rotate).schedule(tx, rotation.next)?;
    let key = Key { rotation: Some(rotation), ..key.clone() };
    tx.put(&key_key(tenant, key.id), key.clone())?;
    Ok(Arc::new(key))
}
