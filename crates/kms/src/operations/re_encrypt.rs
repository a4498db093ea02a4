//! Moves a ciphertext to another key or another context, without showing what it holds.

use iam::Authorized;
use store::Transaction;

use super::decrypt::under_its_version;
use super::encrypt::under_newest;
use super::permission;
use crate::{Deed, EncryptionContext, KeyFailure, KeySubject};

permission! {
    /// The permission to move ciphertexts away from a key.
    ReEncryptFrom on KeySubject
}

permission! {
    /// The permission to move ciphertexts to a key.
    ReEncryptTo on KeySubject
}

/// Decrypts a ciphertext bound to the first context, and encrypts what it held under another key, bound to the second.
///
/// Source: KMS API reference, `ReEncrypt`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the one key or the other.
/// - [`KeyFailure::IncorrectKey`], [`KeyFailure::InvalidCiphertext`]: the ciphertext.
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn re_encrypt(
    tx: &mut Transaction,
    (from, to): (&Authorized<ReEncryptFrom>, &Authorized<ReEncryptTo>),
    ciphertext: &[u8],
    (context, new_context): (&EncryptionContext, &EncryptionContext),
) -> Result<Vec<u8>, KeyFailure> {
    let (from, to) = (from.subject(), to.subject());
    let (old, new) = (from.key_for(Deed::Use)?, to.key_for(Deed::Use)?);
    let plaintext = under_its_version(tx, from.tenant(), old, ciphertext, context).await?;
    under_newest(tx, to.tenant(), new, plaintext.expose_secret(), new_context).await
}
