//! Removes what a purged secret has left behind.

use jiff::Timestamp;
use store::{StoreError, TenantKey, Transaction};

use crate::Version;
use crate::due::Due;
use crate::limits::ERASED_PER_CHUNK_MAX;
use crate::record::{value_key, version_id};

/// Erases one chunk of versions with their values; the duty stays on the list until none is left.
///
/// Values are found by their version, so a chunk reads no value.
pub(super) async fn erase(tx: &mut Transaction, due: &Due, at: Timestamp) -> Result<(), StoreError> {
    let all = TenantKey::<Version>::of(&due.tenant).id(due.serial.to_bytes()).prefix();
    let page = tx.page(&all, ERASED_PER_CHUNK_MAX).await?;
    for (key, _) in &page.entries {
        let id = version_id(key).ok_or_else(|| StoreError::Damaged { record: format!("{key:?}") })?;
        tx.delete(&value_key(&due.tenant, due.serial, &id))?;
        tx.delete(key)?;
    }
    if page.more { Ok(()) } else { due.cancel(tx, at) }
}
