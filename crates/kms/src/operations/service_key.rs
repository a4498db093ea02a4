//! Finds the key that a service keeps for an account, making it on first use.

use std::sync::Arc;

use seal::Keyring;
use store::{StoreError, Tenant, Transaction};

use crate::key::{Key, KeyId, KeyManager};
use crate::record::{Alias, alias_key, key_key, key_version_key};
use crate::{KeyVersion, KeyVersionNumber};

/// The alias of the key that Secrets Manager keeps for an account in a region.
///
/// Source: Secrets Manager User Guide, "Secret encryption and decryption", the AWS managed key.
pub const SERVICE_ALIAS: &str = "alias/aws/secretsmanager";

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
        Some(key) => Ok(key),
        None => Err(StoreError::Damaged { record: format!("the key behind {SERVICE_ALIAS}") }),
    }
}

fn create(tx: &mut Transaction, tenant: &Tenant) -> Result<Arc<Key>, StoreError> {
    let newest = KeyVersionNumber(1);
    let id = KeyId::generate(tx.entropy());
    let key = Key { id, created_at: tx.now(), manager: KeyManager::Service, newest };
    let keyring: Arc<Keyring> = Arc::clone(tx.keyring());
    let version = KeyVersion::generate(id, newest, &keyring, tx.entropy());
    tx.put(&key_version_key(tenant, id, newest), version)?;
    tx.put(&alias_key(tenant, SERVICE_ALIAS), Alias { key: id })?;
    tx.put(&key_key(tenant, id), key.clone())?;
    Ok(Arc::new(key))
}
