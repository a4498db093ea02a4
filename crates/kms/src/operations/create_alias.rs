//! Gives a key another name.

use iam::Authorized;
use store::{Tenant, Transaction};

use super::{Change, permission};
use crate::limits::ALIASES_PER_KEY_MAX;
use crate::record::alias_key;
use crate::{Alias, AliasName, AliasSubject, Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to give a key another name, asked of the key.
    CreateAlias on KeySubject
}

permission! {
    /// The permission to give a key another name, asked of the name.
    CreateAliasName on AliasSubject, "CreateAlias"
}

/// Gives a key a name that no other key of its account and region has.
///
/// Source: KMS API reference, `CreateAlias`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::AliasReserved`], [`KeyFailure::AliasExists`]: the name.
/// - [`KeyFailure::Limit`]: the key has as many as it may.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub async fn create_alias(
    tx: &mut Transaction,
    name: &Authorized<CreateAliasName>,
    key: &Authorized<CreateAlias>,
) -> Result<(), KeyFailure> {
    let (tenant, name) = (name.subject().tenant(), name.subject().name());
    let mut change = Change::of(key, Deed::Aim)?;
    refuse_reserved(name)?;
    if tx.get(&alias_key(tenant, name.as_str())).await?.is_some() {
        return Err(KeyFailure::AliasExists { arn: name.arn(tenant) });
    }
    aim(tx, tenant, name, &mut change, None)?;
    change.save(tx)?;
    Ok(())
}

/// Services name their keys; nobody else does so in their place.
pub(super) fn refuse_reserved(name: &AliasName) -> Result<(), KeyFailure> {
    if name.is_reserved() { Err(KeyFailure::AliasReserved) } else { Ok(()) }
}

/// Writes down that `name` is a name of the key from now on.
pub(super) fn aim(
    tx: &mut Transaction,
    tenant: &Tenant,
    name: &AliasName,
    change: &mut Change,
    before: Option<&Alias>,
) -> Result<(), KeyFailure> {
    let now = tx.now();
    change.key.aliases.insert(name.as_str().to_owned());
    if change.key.aliases.len() > ALIASES_PER_KEY_MAX {
        return Err(KeyFailure::Limit("a key has at most 50 aliases"));
    }
    let created_at = before.map_or(Some(now), |before| before.created_at);
    let alias = Alias { key: change.key.id, created_at, updated_at: Some(now) };
    Ok(tx.put(&alias_key(tenant, name.as_str()), alias)?)
}
