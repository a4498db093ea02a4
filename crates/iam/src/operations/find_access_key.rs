//! Looks up who signs with a key.

use std::sync::Arc;

use store::{StoreError, Transaction};

use crate::record::access_key_key;
use crate::{AccessKey, AccessKeyId};

/// The access key with this id, if there is one.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or the record is damaged.
pub async fn find_access_key(
    tx: &mut Transaction,
    id: &AccessKeyId,
) -> Result<Option<Arc<AccessKey>>, StoreError> {
    tx.get(&access_key_key(id)).await
}
