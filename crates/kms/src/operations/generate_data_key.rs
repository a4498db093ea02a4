//! Makes a data key for one thing.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{KeyFailure, KeySubject};
use crate::record::key_version_key;
use crate::{DataKey, EncryptionContext, ciphertext};

/// The permission to make data keys under a key.
#[derive(Debug, Clone, Copy)]
pub struct GenerateDataKey;

impl iam::Action for GenerateDataKey {
    const NAME: &'static str = "kms:GenerateDataKey";
    type Subject = KeySubject;
}

/// Makes a random 256-bit data key, and wraps it under the key's newest version bound to `context`.
///
/// Source: KMS API reference, `GenerateDataKey`.
///
/// # Errors
///
/// - [`KeyFailure::Unusable`]: the key's material does not open (ours).
/// - [`KeyFailure::Store`]: the medium failed (ours).
pub async fn generate_data_key(
    tx: &mut Transaction,
    authorized: Authorized<GenerateDataKey>,
    context: &EncryptionContext,
) -> Result<DataKey, KeyFailure> {
    let KeySubject { tenant, key } = authorized.subject();
    let unusable = || KeyFailure::Unusable { key: key.id.to_string() };
    let version = tx.get(&key_version_key(tenant, key.id, key.newest)).await?.ok_or_else(unusable)?;
    let keyring = Arc::clone(tx.keyring());
    let data_key = seal::Key::generate(tx.entropy());
    let secret = data_key.expose_secret();
    let ciphertext = ciphertext::encrypt(&version, &keyring, context, secret, tx.entropy());
    Ok(DataKey { key: data_key, ciphertext: ciphertext.map_err(|_| unusable())? })
}
