//! Makes a data key for one thing.

use iam::Authorized;
use seal::Plaintext;
use store::Transaction;

use super::encrypt::under_newest;
use super::permission;
use crate::{DataKey, Deed, EncryptionContext, KeyFailure, KeySubject};

permission! {
    /// The permission to make data keys under a key.
    GenerateDataKey on KeySubject
}

permission! {
    /// The permission to make data keys under a key, and to see them wrapped only.
    GenerateDataKeyWithoutPlaintext on KeySubject
}

/// Makes a random 256-bit data key, and wraps it under the key's newest version bound to `context`.
///
/// Source: KMS API reference, `GenerateDataKey`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Unusable`]: the key's material does not open (ours).
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn generate_data_key(
    tx: &mut Transaction,
    authorized: Authorized<GenerateDataKey>,
    context: &EncryptionContext,
) -> Result<DataKey, KeyFailure> {
    let subject = authorized.subject();
    let key = subject.key_for(Deed::Use)?;
    let data_key = seal::Key::generate(tx.entropy());
    let secret = data_key.expose_secret();
    let ciphertext = under_newest(tx, subject.tenant(), key, secret, context).await?;
    Ok(DataKey { key: data_key, ciphertext })
}

/// Makes a data key of so many bytes, and its wrapped form. Whoever holds the narrower of the two permissions keeps the
/// plaintext from the caller.
///
/// Source: KMS API reference, `GenerateDataKey`, `GenerateDataKeyWithoutPlaintext`.
///
/// # Errors
///
/// As of [`generate_data_key`].
pub async fn generate_data_bytes<A>(
    tx: &mut Transaction,
    authorized: &Authorized<A>,
    bytes: usize,
    context: &EncryptionContext,
) -> Result<(Plaintext, Vec<u8>), KeyFailure>
where
    A: iam::Action<Subject = KeySubject>,
{
    let subject = authorized.subject();
    let key = subject.key_for(Deed::Use)?;
    let mut random = vec![0; bytes];
    tx.entropy().fill(&mut random);
    let plaintext = Plaintext::new(random);
    let ciphertext = under_newest(tx, subject.tenant(), key, plaintext.expose_secret(), context).await?;
    Ok((plaintext, ciphertext))
}
