//! Removes what a deleted key has left behind.

use jiff::Timestamp;
use store::{StoreError, TenantKey, Transaction};

use crate::limits::ERASED_PER_TRANSACTION_MAX;
use crate::record::{grant_key, grantee_key, key_version_key, retiring_key};
use crate::{Due, Grant, KeyVersion};

/// Erases some of the key's material and grants, and stays on the list until nothing is left.
pub(super) async fn erase(tx: &mut Transaction, due: &Due, at: Timestamp) -> Result<(), StoreError> {
    let versions = TenantKey::<KeyVersion>::of(&due.tenant).id(due.key.to_bytes()).prefix();
    let versions = tx.page(&versions, ERASED_PER_TRANSACTION_MAX).await?;
    for (_, version) in &versions.entries {
        tx.delete(&key_version_key(&due.tenant, due.key, version.number()))?;
    }
    let grants = TenantKey::<Grant>::of(&due.tenant).id(due.key.to_bytes()).prefix();
    let grants = tx.page(&grants, ERASED_PER_TRANSACTION_MAX).await?;
    for (_, grant) in &grants.entries {
        remove_grant(tx, due, grant)?;
    }
    if versions.more || grants.more {
        return Ok(());
    }
    due.cancel(tx, at)
}

fn remove_grant(tx: &mut Transaction, due: &Due, grant: &Grant) -> Result<(), StoreError> {
    tx.delete(&grant_key(&due.tenant, due.key, &grant.id))?;
    tx.delete(&grantee_key(&due.tenant, due.key, &grant.grantee.place(), &grant.id))?;
    match &grant.retiring {
        Some(retiring) => tx.delete(&retiring_key(&due.tenant, &retiring.place(), due.key, &grant.id)),
        None => Ok(()),
    }
}
