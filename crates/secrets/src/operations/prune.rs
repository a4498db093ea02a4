//! Removes deprecated versions beyond the hundredth.

use jiff::{SignedDuration, Timestamp};
use store::{KeyRange, StoreError, Tenant, TenantKey, Transaction};

use super::Change;
use crate::VersionEventKind::Pruned;
use crate::due::{Due, Duty};
use crate::limits::{ERASED_PER_CHUNK_MAX, INDEX_PAGE_ENTRIES, VERSION_AGE_PRUNED_HOURS_MIN, VERSIONS_KEPT};
use crate::record::{secret_key, value_key, version_id, version_key};
use crate::{Labels, SecretSerial, Version, VersionEvent, VersionId};

/// Removes one chunk of deprecated versions, oldest first, none younger than 24 hours; and puts itself on the list again
/// for when the next one is old enough.
///
/// Source: Secrets Manager API reference, `PutSecretValue`, on deprecated versions.
pub(super) async fn prune(
    tx: &mut Transaction,
    due: &Due,
    at: Timestamp,
) -> Result<Vec<VersionEvent>, StoreError> {
    let secret = tx.get(&secret_key(&due.tenant, &due.name)).await?;
    due.cancel(tx, at)?;
    let Some(secret) = secret.filter(|secret| secret.serial == due.serial) else {
        return Ok(Vec::new());
    };
    let mut change = Change::of(&due.tenant, &secret);
    let deprecated = deprecated(tx, &due.tenant, due.serial, &secret.labels).await?;
    let surplus = usize::try_from(secret.versions.saturating_sub(VERSIONS_KEPT)).unwrap_or(usize::MAX);
    let now = tx.now();
    let old_enough = |made: Timestamp| prunable_from(made) <= now;
    let mut events = Vec::new();
    for (_, id) in
        deprecated.iter().take(surplus.min(ERASED_PER_CHUNK_MAX)).take_while(|(made, _)| old_enough(*made))
    {
        tx.delete(&version_key(&due.tenant, due.serial, id))?;
        tx.delete(&value_key(&due.tenant, due.serial, id))?;
        events.push(VersionEvent::of(Pruned, &due.tenant, &secret, id));
    }
    let removed = events.len();
    change.secret.versions = secret.versions.saturating_sub(u32::try_from(removed).unwrap_or(u32::MAX));
    let next =
        deprecated.get(removed).filter(|_| surplus > removed).map(|(made, _)| prunable_from(*made).max(now));
    change.secret.prune_due = next;
    if let Some(next) = next {
        Due::to(&secret, &due.tenant, Duty::Prune).schedule(tx, next)?;
    }
    tx.put(&secret_key(&due.tenant, &due.name), change.secret)?;
    Ok(events)
}

fn prunable_from(made: Timestamp) -> Timestamp {
    made.saturating_add(SignedDuration::from_hours(VERSION_AGE_PRUNED_HOURS_MIN)).unwrap_or(Timestamp::MAX)
}

/// All versions without a label, oldest first.
async fn deprecated(
    tx: &mut Transaction,
    tenant: &Tenant,
    serial: SecretSerial,
    labels: &Labels,
) -> Result<Vec<(Timestamp, VersionId)>, StoreError> {
    let mut range: KeyRange<TenantKey<Version>> = TenantKey::of(tenant).id(serial.to_bytes()).prefix();
    let mut found = Vec::new();
    loop {
        let page = tx.page(&range, INDEX_PAGE_ENTRIES).await?;
        let dated =
            page.entries.iter().filter_map(|(key, version)| Some((version.created_at, version_id(key)?)));
        found.extend(dated.filter(|(_, id)| labels.is_deprecated(id)));
        match page.entries.last() {
            Some((last, _)) if page.more => range = range.after(last),
            Some(_) | None => break,
        }
    }
    found.sort();
    Ok(found)
}
