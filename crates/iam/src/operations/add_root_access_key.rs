//! Gives an account's root an access key.

use store::{StoreError, Transaction};

use crate::access_key::Wrap;
use crate::record::access_key_key;
use crate::{AccessKey, Credentials, Principal};

/// Keeps `credentials` as a key of `principal`, its secret wrapped.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or another transaction won.
pub async fn add_root_access_key(
    tx: &mut Transaction,
    principal: &Principal,
    credentials: &Credentials,
) -> Result<(), StoreError> {
    let keyring = std::sync::Arc::clone(tx.keyring());
    let created_at = tx.now();
    let wrap = Wrap { keyring: &keyring, entropy: tx.entropy() };
    let key = AccessKey::new(credentials, principal.clone(), created_at, wrap);
    tx.put(&access_key_key(&key.id), key)
}
