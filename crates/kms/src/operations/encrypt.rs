//! Encrypts a few bytes under a key.

use std::sync::Arc;

use iam::Authorized;
use seal::Plaintext;
use store::{Tenant, Transaction};

use super::permission;
use crate::record::key_version_key;
use crate::{Deed, EncryptionContext, Key, KeyFailure, KeySubject, ciphertext};

permission! {
    /// The permission to encrypt under a key.
    Encrypt on KeySubject
}

/// Encrypts `plaintext` under the key's newest version, bound to `context`.
///
/// Source: KMS API reference, `Encrypt`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Unusable`]: the key's material does not open (ours).
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn encrypt(
    tx: &mut Transaction,
    authorized: &Authorized<Encrypt>,
    plaintext: &Plaintext,
    context: &EncryptionContext,
) -> Result<Vec<u8>, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key_for(Deed::Use)?;
    under_newest(tx, subject.tenant(), key, plaintext.expose_secret(), context).await
}

/// Encrypts under the newest version of a key that may be used.
pub(super) async fn under_newest(
    tx: &mut Transaction,
    tenant: &Tenant,
    key: &Key,
    plaintext: &[u8],
    context: &EncryptionContext,
) -> Result<Vec<u8>, KeyFailure> {
    let unusable = || KeyFailure::Unusable { key: key.id.to_string() };
    let version = tx.get(&key_version_key(tenant, key.id, key.newest)).await?.ok_or_else(unusable)?;
    let keyring = Arc::clone(tx.keyring());
    ciphertext::encrypt(&version, &keyring, context, plaintext, tx.entropy()).map_err(|_| unusable())
}
