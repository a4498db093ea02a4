//! Replaces a key's material.

use std::sync::Arc;

use jiff::Timestamp;
use store::{StoreError, Tenant, Transaction};

use crate::record::{key_key, key_version_key};
use crate::{Due, Duty, Key, KeyEvent, KeyEventKind, KeyState, KeyVersion, KeyVersionNumber, RotationType};

/// Rotates the key, if that is still to be done. One that cannot be used is rotated once it can be again.
pub(super) async fn rotate(
    tx: &mut Transaction,
    due: &Due,
    at: Timestamp,
) -> Result<Option<KeyEvent>, StoreError> {
    due.cancel(tx, at)?;
    let Some(found) = tx.get(&key_key(&due.tenant, due.key)).await? else { return Ok(None) };
    let meant = found.rotation.filter(|rotation| rotation.next == at && found.state == KeyState::Enabled);
    let Some(rotation) = meant else { return Ok(None) };
    let mut key = Key::clone(&found);
    let next = rotation.done(tx.now());
    key.rotation = Some(next);
    Due::to(key.id, &due.tenant, Duty::Rotate).schedule(tx, next.next)?;
    add_version(tx, &due.tenant, &mut key, RotationType::Automatic)?;
    tx.put(&key_key(&due.tenant, key.id), key)?;
    Ok(Some(KeyEvent { kind: KeyEventKind::Rotated, tenant: due.tenant.clone(), key: due.key }))
}

/// Gives a key a new version, under which it encrypts from now on. The earlier ones are kept.
pub(super) fn add_version(
    tx: &mut Transaction,
    tenant: &Tenant,
    key: &mut Key,
    kind: RotationType,
) -> Result<(), StoreError> {
    key.newest = KeyVersionNumber(key.newest.0.saturating_add(1));
    let keyring = Arc::clone(tx.keyring());
    let version = KeyVersion::generate(key.id, key.newest, &keyring, tx.entropy());
    let version = version.by_rotation(tx.now(), kind);
    tx.put(&key_version_key(tenant, key.id, key.newest), version)
}
