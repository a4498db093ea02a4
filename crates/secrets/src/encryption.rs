//! Values go to the store under a data key of their own, and come back with the rights of whoever asks.
//!
//! A secret is under the service's own key or under one that its owner names. Keys are used as whoever calls may use them,
//! through this service: what a key's policy says of `kms:ViaService` and of the encryption context applies.
//!
//! Source: Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager".

use iam::Caller;
use kms::operations::{
    Decrypt, Encrypt, GenerateDataKey, decrypt, encrypt, generate_data_key, is_service_alias, service_key,
};
use kms::{EncryptionContext, KeyManager, KeyReach, KeySubject};
use seal::{Key, Plaintext};
use store::{Tenant, Transaction};

use crate::{KeyWork, Refusal, SealedValue, SecretValue, VersionId};

const SERVICE: &str = "secretsmanager";

/// What stands in the place of a version when a key is merely tried.
///
/// Source: Secrets Manager User Guide, "Secret encryption and decryption", encryption context.
const TRIED: &str = "RequestToValidateKeyAccess";

/// A version whose value is sealed or opened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) tenant: &'a Tenant,
    pub(crate) arn: &'a str,
    pub(crate) version: &'a VersionId,
}

impl Place<'_> {
    fn context(&self) -> EncryptionContext {
        context(self.arn, self.version.as_str())
    }
}

fn context(arn: &str, version: &str) -> EncryptionContext {
    [("SecretARN", arn), ("SecretVersionId", version)].into_iter().collect()
}

/// The name of a key that is not the service's own: no name, an empty one and the service's alias all mean that one.
pub(crate) fn customer_key<'a>(tenant: &Tenant, kms_key_id: Option<&'a str>) -> Option<&'a str> {
    kms_key_id.filter(|key_id| !key_id.is_empty() && !is_service_alias(tenant, key_id))
}

/// Tries a key that a secret is about to be put under: its data keys are made, and opened again, by whoever calls. The
/// service's own key needs no rights, and is not tried.
pub(crate) async fn try_key(
    tx: &mut Transaction,
    caller: &Caller,
    (tenant, arn): (&Tenant, &str),
    kms_key_id: Option<&str>,
) -> Result<(), Refusal> {
    if customer_key(tenant, kms_key_id).is_none() {
        return refuse_foreign(caller, tenant);
    }
    let (caller, context) = (caller.via(SERVICE), context(arn, TRIED));
    let data_key = new_data_key(tx, &caller, (tenant, kms_key_id), &context).await?;
    open_copy(tx, &caller, tenant, &data_key.ciphertext, &context).await?;
    Ok(())
}

/// Seals a value under a fresh data key of the key that `kms_key_id` names, made with the caller's own rights.
pub(crate) async fn seal_value(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    kms_key_id: Option<&str>,
    value: &SecretValue,
) -> Result<SealedValue, Refusal> {
    let context = place.context();
    let data_key = new_data_key(tx, &caller.via(SERVICE), (place.tenant, kms_key_id), &context).await?;
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
    let data_key = open_data_key(tx, &caller.via(SERVICE), place, sealed).await?;
    let opened = Key::from_slice(data_key.expose_secret())
        .and_then(|key| seal::open(&key, &place.context().canonical(), &sealed.ciphertext).ok());
    let failed = || Refusal::DecryptionFailed { arn: place.arn.to_owned() };
    Ok(SecretValue { kind: sealed.kind, plaintext: opened.ok_or_else(failed)? })
}

/// Wraps the data key of a value under another key as well, with the caller's own rights on both.
pub(crate) async fn copy_data_key(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    kms_key_id: Option<&str>,
    sealed: &SealedValue,
) -> Result<Vec<u8>, Refusal> {
    let (caller, context) = (caller.via(SERVICE), place.context());
    let data_key = open_data_key(tx, &caller, place, sealed).await?;
    let subject = key_named(tx, &caller, place.tenant, kms_key_id).await?;
    let authorized = iam::authorize::<Encrypt>(&caller, subject, &context).map_err(|_| Refusal::KeyDenied)?;
    let copy = encrypt(tx, &authorized, &data_key, &context).await;
    copy.map_err(|failure| Refusal::of_key(failure, KeyWork::Encrypt, kms_key_id.unwrap_or_default()))
}

/// Who may decrypt the value of a version is decided about this key, in this context.
#[derive(Debug)]
pub struct Decryption {
    /// The key.
    pub key: KeySubject,
    /// What the data key is bound to.
    pub context: EncryptionContext,
}

/// What `caller` would have to be allowed to decrypt a value: its first data key, if anybody has it at all.
pub(crate) async fn decryption(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    sealed: &SealedValue,
) -> Result<Option<Decryption>, Refusal> {
    let Some(ciphertext) = sealed.data_keys.first() else { return Ok(None) };
    let key = KeySubject::of_ciphertext(tx, &caller.via(SERVICE), place.tenant, ciphertext).await;
    let key = key.map_err(|failure| Refusal::of_key(failure, KeyWork::Decrypt, place.arn))?;
    Ok(Some(Decryption { key, context: place.context() }))
}

async fn new_data_key(
    tx: &mut Transaction,
    caller: &Caller,
    (tenant, kms_key_id): (&Tenant, Option<&str>),
    context: &EncryptionContext,
) -> Result<kms::DataKey, Refusal> {
    let subject = key_named(tx, caller, tenant, kms_key_id).await?;
    let authorized =
        iam::authorize::<GenerateDataKey>(caller, subject, context).map_err(|_| Refusal::KeyDenied)?;
    let data_key = generate_data_key(tx, authorized, context).await;
    data_key.map_err(|failure| Refusal::of_key(failure, KeyWork::Encrypt, kms_key_id.unwrap_or_default()))
}

/// The key that a secret of this tenant names; the service's own is made on first use, and is one account's alone.
async fn key_named(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    kms_key_id: Option<&str>,
) -> Result<KeySubject, Refusal> {
    let Some(key_id) = customer_key(tenant, kms_key_id) else {
        refuse_foreign(caller, tenant)?;
        let key = service_key(tx, tenant).await?;
        return Ok(KeySubject::of(tx, caller, tenant, key).await?);
    };
    let subject = KeySubject::seek(tx, caller, tenant, key_id, KeyReach::Any).await;
    subject.map_err(|failure| Refusal::of_key(failure, KeyWork::Encrypt, key_id))
}

/// The service's own key is one account's alone.
fn refuse_foreign(caller: &Caller, tenant: &Tenant) -> Result<(), Refusal> {
    let own = caller.principal.account().as_str() == tenant.account();
    own.then_some(()).ok_or(Refusal::ForeignDefaultKey)
}

async fn open_data_key(
    tx: &mut Transaction,
    caller: &Caller,
    place: Place<'_>,
    sealed: &SealedValue,
) -> Result<Plaintext, Refusal> {
    let context = place.context();
    let mut outcome = Err(Refusal::DecryptionFailed { arn: place.arn.to_owned() });
    for ciphertext in &sealed.data_keys {
        outcome = open_copy(tx, caller, place.tenant, ciphertext, &context).await;
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// Opens one wrapped form of a data key.
async fn open_copy(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    ciphertext: &[u8],
    context: &EncryptionContext,
) -> Result<Plaintext, Refusal> {
    let of =
        |failure| Refusal::of_key(failure, KeyWork::Decrypt, context.value("SecretARN").unwrap_or_default());
    let subject = KeySubject::of_ciphertext(tx, caller, tenant, ciphertext).await.map_err(of)?;
    if subject.key().is_ok_and(|key| key.manager == KeyManager::Service) {
        refuse_foreign(caller, subject.tenant())?;
    }
    let authorized = iam::authorize::<Decrypt>(caller, subject, context).map_err(|_| Refusal::KeyDenied)?;
    decrypt(tx, &authorized, ciphertext, context).await.map_err(of)
}
