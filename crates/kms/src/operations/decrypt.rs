//! Opens a ciphertext under the version that made it.

use std::sync::Arc;

use iam::{Authorized, Caller};
use seal::Plaintext;
use store::{Tenant, Transaction};

use super::{KeyFailure, KeySubject};
use crate::EncryptionContext;
use crate::ciphertext::{self, Header};
use crate::record::{key_key, key_version_key};

/// The permission to decrypt under a key.
#[derive(Debug, Clone, Copy)]
pub struct Decrypt;

impl iam::Action for Decrypt {
    const NAME: &'static str = "kms:Decrypt";
    type Subject = KeySubject;
}

/// Asks whether `caller` may decrypt `ciphertext`, whose key is the one it names itself.
///
/// # Errors
///
/// - [`KeyFailure::InvalidCiphertext`]: it names no key of this account and region.
/// - [`KeyFailure::Denied`]: the caller may not use that key.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn authorize_decrypt(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    ciphertext: &[u8],
) -> Result<Authorized<Decrypt>, KeyFailure> {
    let header = Header::of(ciphertext).ok_or(KeyFailure::InvalidCiphertext)?;
    let key = tx.get(&key_key(tenant, header.key)).await?.ok_or(KeyFailure::InvalidCiphertext)?;
    Ok(iam::authorize(caller, KeySubject { tenant: tenant.clone(), key }, &())?)
}

/// Decrypts a ciphertext that any version of the key made, bound to the same `context`.
///
/// Source: KMS API reference, `Decrypt`.
///
/// # Errors
///
/// - [`KeyFailure::InvalidCiphertext`]: another key's, another context's, or altered; which one is not told.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn decrypt(
    tx: &mut Transaction,
    authorized: Authorized<Decrypt>,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Plaintext, KeyFailure> {
    let KeySubject { tenant, key } = authorized.subject();
    let header = Header::of(ciphertext).filter(|header| header.key == key.id);
    let number = header.ok_or(KeyFailure::InvalidCiphertext)?.version;
    let version = tx.get(&key_version_key(tenant, key.id, number)).await?;
    let version = version.ok_or(KeyFailure::InvalidCiphertext)?;
    let keyring = Arc::clone(tx.keyring());
    ciphertext::decrypt(&version, &keyring, context, ciphertext).map_err(|_| KeyFailure::InvalidCiphertext)
}
