//! Takes an access key away for good.

use store::Transaction;

use super::{key_holders, permission};
use crate::record::{access_key_key, use_key};
use crate::{AccessKeyId, Authorized, KeyHolder, Refusal};

permission! {
    /// The permission to take an access key away.
    DeleteAccessKey on KeyHolder
}

/// Deletes a key. The next call that it signs is refused.
///
/// Source: IAM API reference, `DeleteAccessKey`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::NoSuchAccessKey`]: the holder has no key of that id.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn delete_access_key(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteAccessKey>,
    id: &AccessKeyId,
) -> Result<(), Refusal> {
    key_holders::key(tx, authorized.subject(), id).await?;
    tx.delete(&access_key_key(id))?;
    tx.delete(&use_key(id))?;
    key_holders::change(tx, authorized.subject(), |ids| ids.retain(|kept| kept != id))
}
