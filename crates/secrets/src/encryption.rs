//! Values go to the store under a data key of their own, and come back with the rights of whoever asks.
//!
//! Source: Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager".

use iam::Caller;
use kms::operations::{authorize_decrypt, decrypt, generate_data_key, is_service_alias, service_key};
use kms::{EncryptionContext, KeyFailure, KeySubject};
use seal::{Key, Plaintext};
use store::{Tenant, Transaction};

use crate::{Refusal, SealedValue, SecretValue, VersionId};

const SERVICE: &str = "secretsmanager";

/// A version whose value is sealed or opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) arn: &'a str,
    pub(crate) version: &'a VersionId,
}

impl Place<'_> {
    fn context(&self) -> EncryptionContext {
        [("SecretARN", self.arn), ("SecretVersionId", self.version.as_str())].into_iter().collect()
    }

    /// The service's own key is one account's alone.
    fn refuse_foreign(&self, caller: &Caller) -> Result<(), Refusal> {
        let own = caller.principal.account().as_str() == self.tenant.account();
        own.then_some(()).ok_or(Refusal::ForeignDefaultKey)
    }
}

/// Whether a `KmsKeyId` can be used: none, an empty one and the service's alias mean the service's own key.
pub(crate) fn check_key(tenant: &Tenant, kms_key_id: Option<&str>) -> Result<(), Refusal> {
    match kms_key_id {
        None | Some("") => Ok(()),
        Some(key_id) if is_service_alias(tenant, key_id) => Ok(()),
        Some(key_id) => Err(Refusal::KeyUnusable { key_id: key_id.to_owned() }),
    }
}

/// Seals a value under a fresh data key, made with the caller's own rights.
pub(crate) async fn seal_value(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    value: &SecretValue,
) -> Result<SealedValue, Refusal> {
    place.refuse_foreign(caller)?;
    let key = service_key(tx, place.tenant).await?;
    let caller = caller.via(SERVICE);
    let subject = KeySubject::of(tx, &caller, place.tenant, key).await?;
    let context = place.context();
    let authorized = iam::authorize(&caller, subject, &context).map_err(|_| Refusal::KeyDenied)?;
    let data_key = generate_data_key(tx, authorized, &context).await;
    let data_key = data_key.map_err(|failure| Refusal::of_key(failure, place.arn))?;
    let plaintext = value.plaintext.expose_secret();
    let ciphertext = seal::seal(&data_key.key, &context.canonical(), plaintext, tx.entropy());
    Ok(SealedValue { kind: value.kind, data_keys: vec![data_key.ciphertext], ciphertext })
}

/// Opens a value with the caller's own rights, by the first of its data keys that the caller may use.
pub(crate) async fn open_value(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    sealed: &SealedValue,
) -> Result<SecretValue, Refusal> {
    place.refuse_foreign(caller)?;
    let context = place.context();
    let data_key = open_data_key(tx, &caller.via(SERVICE), place, sealed, &context).await;
    let data_key = data_key.map_err(|failure| Refusal::of_key(failure, place.arn))?;
    let opened = Key::from_slice(data_key.expose_secret())
        .and_then(|key| seal::open(&key, &context.canonical(), &sealed.ciphertext).ok());
    let failed = || Refusal::DecryptionFailed { arn: place.arn.to_owned() };
    Ok(SecretValue { kind: sealed.kind, plaintext: opened.ok_or_else(failed)? })
}

async fn open_data_key(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    sealed: &SealedValue,
    context: &EncryptionContext,
) -> Result<Plaintext, KeyFailure> {
    let mut outcome = Err(KeyFailure::InvalidCiphertext);
    for ciphertext in &sealed.data_keys {
        outcome = match authorize_decrypt(tx, caller, place.tenant, ciphertext, context).await {
            Ok(authorized) => decrypt(tx, &authorized, ciphertext, context).await,
            Err(failure) => Err(failure),
        };
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}
