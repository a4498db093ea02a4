//! Lets an access key be used, or not.

use store::Transaction;

use super::{key_holders, permission};
use crate::record::access_key_key;
use crate::{AccessKey, AccessKeyId, Authorized, KeyHolder, KeyStatus, Refusal};

permission! {
    /// The permission to let an access key be used, or not.
    UpdateAccessKey on KeyHolder
}

/// Sets the status of a key. The next call that it signs is decided by it.
///
/// Source: IAM API reference, `UpdateAccessKey`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchAccessKey`]: the holder has no key of that id.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn update_access_key(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateAccessKey>,
    id: &AccessKeyId,
    status: KeyStatus,
) -> Result<(), Refusal> {
    let key = key_holders::key(tx, authorized.subject(), id).await?;
    Ok(tx.put(&access_key_key(id), AccessKey { status, ..AccessKey::clone(&key) })?)
}
