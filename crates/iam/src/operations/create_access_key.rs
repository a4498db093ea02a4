//! Gives a user, or an account's root, an access key.

use std::sync::Arc;

use store::Transaction;

use super::{key_holders, permission};
use crate::limits::ACCESS_KEYS_MAX;
use crate::record::access_key_key;
use crate::{AccessKey, Authorized, Credentials, KeyHolder, Refusal, Wrap};

permission! {
    /// The permission to give somebody an access key.
    CreateAccessKey on KeyHolder
}

/// A new access key with its secret, which is never told again.
pub struct CreatedAccessKey {
    /// Both halves.
    pub credentials: Credentials,
    /// The key as it is kept.
    pub access_key: AccessKey,
}

/// Makes a key, which may be used at once.
///
/// Source: IAM API reference, `CreateAccessKey`.
///
/// # Errors
///
/// - [`Refusal::NoSuchUser`].
/// - [`Refusal::Quota`]: the holder has two keys.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn create_access_key(
    tx: &mut Transaction,
    authorized: &Authorized<CreateAccessKey>,
) -> Result<CreatedAccessKey, Refusal> {
    let owner = key_holders::owner(authorized.subject())?;
    if authorized.subject().access_keys().len() >= ACCESS_KEYS_MAX {
        return Err(Refusal::Quota { quota: "AccessKeysPerUser", max: ACCESS_KEYS_MAX });
    }
    let credentials = Credentials::generate(tx.entropy());
    let (keyring, created_at) = (Arc::clone(tx.keyring()), tx.now());
    let wrap = Wrap { keyring: &keyring, entropy: tx.entropy() };
    let access_key = AccessKey::new(&credentials, owner, created_at, wrap);
    tx.put(&access_key_key(&access_key.id), access_key.clone())?;
    key_holders::change(tx, authorized.subject(), |ids| ids.push(access_key.id.clone()))?;
    Ok(CreatedAccessKey { credentials, access_key })
}
