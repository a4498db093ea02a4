//! Writes down when access keys were last used.

use store::{StoreError, Transaction};

use crate::record::{access_key_key, use_key};
use crate::{AccessKeyId, AccessKeyUse};

/// Writes down a batch of uses, at most [`USES_PER_CHUNK_MAX`](crate::limits::USES_PER_CHUNK_MAX). Keys that have been
/// deleted meanwhile are passed over.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or another transaction won; the notes are kept.
pub async fn record_uses(
    tx: &mut Transaction,
    uses: &[(AccessKeyId, AccessKeyUse)],
) -> Result<(), StoreError> {
    for (id, used) in uses {
        if tx.get(&access_key_key(id)).await?.is_none() {
            continue;
        }
        let key = use_key(id);
        if tx.get(&key).await?.is_none_or(|known| known.at < used.at) {
            tx.put(&key, used.clone())?;
        }
    }
    Ok(())
}
