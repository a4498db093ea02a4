//! Makes a key.

use std::sync::Arc;

use iam::policy::ConditionKeys;
use iam::{Authorized, Tag, refused};
use seal::Keyring;
use store::{StoreError, Transaction};

use super::put_key_policy::lock_out;
use super::{TagResource, permission};
use crate::record::{KeyHome, key_home_key, key_key, key_version_key};
use crate::{AccountSubject, Key, KeyFailure, KeyId, KeyManager, KeyPolicy, KeySubject, KeyVersion};

permission! {
    /// The permission to make a key.
    CreateKey on AccountSubject
}

/// What a new key is to be like.
#[derive(Debug, Clone, Default)]
pub struct CreateKeyInput {
    /// What its owner says of it.
    pub description: String,
    /// Its policy; without one the account's own policies decide.
    pub policy: Option<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Whether its policy may shut its author out.
    pub may_lock_out: bool,
}

/// Makes a symmetric key with one version. `request` holds the condition keys of the call.
///
/// Source: KMS API reference, `CreateKey`.
///
/// # Errors
///
/// - [`KeyFailure::Tags`], [`KeyFailure::Policy`]: what it is to be like.
/// - [`KeyFailure::LockedOut`]: under its policy the caller could not put another one.
/// - [`KeyFailure::Denied`]: the caller may not set tags.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub async fn create_key(
    tx: &mut Transaction,
    authorized: &Authorized<CreateKey>,
    input: &CreateKeyInput,
    request: &dyn ConditionKeys,
) -> Result<Arc<Key>, KeyFailure> {
    let (caller, tenant) = (authorized.caller(), authorized.subject().tenant());
    let policy = match &input.policy {
        Some(text) => KeyPolicy::read(tx, text, tenant).await?,
        None => KeyPolicy::of_account(tenant)
            .map_err(|_| StoreError::Damaged { record: "the default policy of keys".into() })?,
    };
    let id = KeyId::generate(tx.entropy());
    let mut key = Key::new(id, tx.now(), KeyManager::Customer, policy);
    key.description.clone_from(&input.description);
    key.tags.set(&input.tags)?;
    let imagined = KeySubject::imagined(caller, tenant, key.clone())?;
    if input.policy.is_some() && !input.may_lock_out && lock_out(caller, &imagined) {
        return Err(KeyFailure::LockedOut);
    }
    if !input.tags.is_empty() {
        refused::<TagResource>(caller, &imagined, request).map_or(Ok(()), Err)?;
    }
    let keyring: Arc<Keyring> = Arc::clone(tx.keyring());
    let version = KeyVersion::generate(id, key.newest, &keyring, tx.entropy());
    tx.put(&key_version_key(tenant, id, key.newest), version)?;
    tx.put(&key_home_key(id), KeyHome(tenant.clone()))?;
    tx.put(&key_key(tenant, id), key.clone())?;
    Ok(Arc::new(key))
}
