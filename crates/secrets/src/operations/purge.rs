//! Removes a secret whose recovery window has ended.

use jiff::Timestamp;
use store::{StoreError, Tenant, Transaction};

use crate::VersionEventKind::DeletionEnded;
use crate::due::{Due, Duty};
use crate::record::{resource_policy_key, secret_key};
use crate::{Secret, VersionEvent};

/// Purges the secret, if it is still the one meant and still scheduled; a restored one is left alone.
pub(super) async fn purge(
    tx: &mut Transaction,
    due: &Due,
    at: Timestamp,
) -> Result<Vec<VersionEvent>, StoreError> {
    let secret = tx.get(&secret_key(&due.tenant, &due.name)).await?;
    due.cancel(tx, at)?;
    let now = tx.now();
    let meant =
        |secret: &Secret| secret.serial == due.serial && secret.deletion.is_some_and(|end| end <= now);
    match secret {
        Some(secret) if meant(&secret) => remove(tx, &due.tenant, &secret),
        Some(_) | None => Ok(Vec::new()),
    }
}

/// Takes the secret away in one step: nobody finds it from now on. Its versions are erased afterwards, in chunks.
///
/// For whoever asks they are gone with it; so says what is answered of the labelled ones.
pub(super) fn remove(
    tx: &mut Transaction,
    tenant: &Tenant,
    secret: &Secret,
) -> Result<Vec<VersionEvent>, StoreError> {
    tx.delete(&secret_key(tenant, &secret.name))?;
    if secret.has_resource_policy {
        tx.delete(&resource_policy_key(tenant, secret.serial))?;
    }
    let owed = [(Duty::Purge, secret.deletion), (Duty::Prune, secret.prune_due)];
    for (duty, at) in owed {
        at.map_or(Ok(()), |at| Due::to(secret, tenant, duty).cancel(tx, at))?;
    }
    let now = tx.now();
    Due::to(secret, tenant, Duty::Erase).schedule(tx, now)?;
    Ok(VersionEvent::of_each_labelled(DeletionEnded, tenant, secret))
}
