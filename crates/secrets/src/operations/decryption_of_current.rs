//! Finds what reading a secret's current value needs besides the permission on the secret.

use iam::Caller;
use store::Transaction;

use crate::encryption::{Decryption, Place, decryption};
use crate::record::value_key;
use crate::{Refusal, SecretSubject, StagingLabel};

/// The key that `caller` would have to be allowed to decrypt with to read the current value, and in what context; nothing
/// if there is no such value. It discloses nothing, and decides nothing.
///
/// # Errors
///
/// - [`Refusal::KeyDenied`]: the key is gone.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn decryption_of_current(
    tx: &mut Transaction,
    caller: &Caller,
    subject: &SecretSubject,
) -> Result<Option<Decryption>, Refusal> {
    let Ok(secret) = subject.secret() else { return Ok(None) };
    let Some(version) = secret.labels.holder(&StagingLabel::CURRENT) else { return Ok(None) };
    let tenant = subject.tenant();
    let Some(sealed) = tx.get(&value_key(tenant, secret.serial, version)).await? else { return Ok(None) };
    let arn = secret.arn(tenant);
    decryption(tx, caller, Place { tenant, arn: &arn, version }, &sealed).await
}
