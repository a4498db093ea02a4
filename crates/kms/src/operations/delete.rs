//! Deletes a key whose window has ended.

use jiff::Timestamp;
use store::{StoreError, Transaction};

use crate::record::{alias_key, key_home_key, key_key};
use crate::{Due, Duty, KeyEvent, KeyEventKind};

/// Deletes the key, if that is still to be done; one that is kept is left alone.
///
/// Nobody finds it from now on, nor by its aliases. Its material and its grants are erased next, in chunks.
pub(super) async fn delete(
    tx: &mut Transaction,
    due: &Due,
    at: Timestamp,
) -> Result<Option<KeyEvent>, StoreError> {
    due.cancel(tx, at)?;
    let Some(key) = tx.get(&key_key(&due.tenant, due.key)).await? else { return Ok(None) };
    let now = tx.now();
    if key.state.deletion().is_none_or(|ends| ends > now) {
        return Ok(None);
    }
    tx.delete(&key_key(&due.tenant, key.id))?;
    tx.delete(&key_home_key(key.id))?;
    for alias in &key.aliases {
        tx.delete(&alias_key(&due.tenant, alias))?;
    }
    if let Some(rotation) = key.rotation {
        Due::to(key.id, &due.tenant, Duty::Rotate).cancel(tx, rotation.next)?;
    }
    Due::to(key.id, &due.tenant, Duty::Erase).schedule(tx, now)?;
    Ok(Some(KeyEvent { kind: KeyEventKind::Deleted, tenant: due.tenant.clone(), key: key.id }))
}
