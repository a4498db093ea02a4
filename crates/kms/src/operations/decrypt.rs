//! Opens a ciphertext under the version that made it.

use std::sync::Arc;

use iam::{Authorized, Caller};
use seal::Plaintext;
use store::{Tenant, Transaction};

use super::permission;
use crate::ciphertext::{self, Header};
use crate::record::key_version_key;
use crate::{Deed, EncryptionContext, Key, KeyFailure, KeySubject, material_id};

permission! {
    /// The permission to decrypt under a key.
    Decrypt on KeySubject
}

/// Asks whether `caller` may decrypt `ciphertext`, whose key is the one it names itself, bound to `context`.
///
/// # Errors
///
/// - [`KeyFailure::InvalidCiphertext`]: these bytes are no ciphertext.
/// - [`KeyFailure::CiphertextKeyUnknown`]: it names no key of this region.
/// - [`KeyFailure::Denied`]: the caller may not use that key.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn authorize_decrypt(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Authorized<Decrypt>, KeyFailure> {
    let subject = KeySubject::of_ciphertext(tx, caller, tenant, ciphertext).await?;
    Ok(iam::authorize(caller, subject, context)?)
}

/// Decrypts a ciphertext that any version of the key made, bound to the same `context`.
///
/// Source: KMS API reference, `Decrypt`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::IncorrectKey`]: it is another key's.
/// - [`KeyFailure::InvalidCiphertext`]: another context's, or altered; which one is not told.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn decrypt(
    tx: &mut Transaction,
    authorized: &Authorized<Decrypt>,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Plaintext, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key_for(Deed::Use)?;
    under_its_version(tx, subject.tenant(), key, ciphertext, context).await
}

/// Opens a ciphertext of a key that may be used.
pub(super) async fn under_its_version(
    tx: &mut Transaction,
    tenant: &Tenant,
    key: &Key,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Plaintext, KeyFailure> {
    let header = Header::of(ciphertext).ok_or(KeyFailure::InvalidCiphertext)?;
    if header.key != key.id {
        return Err(KeyFailure::IncorrectKey);
    }
    let version = tx.get(&key_version_key(tenant, key.id, header.version)).await?;
    let version = version.ok_or(KeyFailure::InvalidCiphertext)?;
    let keyring = Arc::clone(tx.keyring());
    ciphertext::decrypt(&version, &keyring, context, ciphertext).map_err(|_| KeyFailure::InvalidCiphertext)
}

/// What the API calls the material that made a ciphertext.
#[must_use]
pub fn material_of(ciphertext: &[u8]) -> Option<String> {
    Header::of(ciphertext).map(|header| material_id(header.key, header.version))
}
