//! Finds which key a request names: policies judge it by its ARN, however it was named.

use iam::Caller;
use kms::{KeyFailure, KeyReach, KeySubject};
use store::{StoreError, Tenant, Transaction};

/// The ARN of the key that a request to put a secret of `tenant` under `kms_key_id` means, whether it exists or not; nothing
/// if the text is no name of a key: the operation refuses that once its caller was authorized.
///
/// Source: Service Authorization Reference, `secretsmanager:KmsKeyArn`.
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn named_key_arn(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    kms_key_id: Option<&str>,
) -> Result<Option<String>, StoreError> {
    let Some(named) = kms_key_id.filter(|key_id| !key_id.is_empty()) else { return Ok(None) };
    match KeySubject::seek(tx, caller, tenant, named, KeyReach::Any).await {
        Ok(subject) => Ok(Some(subject.arn())),
        Err(KeyFailure::Store(failure)) => Err(failure),
        Err(_) => Ok(None),
    }
}
