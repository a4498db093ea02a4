//! Takes a name away from its key.

use iam::{Authorized, Caller};
use store::Transaction;

use super::create_alias::refuse_reserved;
use super::{Change, permission};
use crate::record::alias_key;
use crate::{AliasSubject, Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to take a name away, asked of the key.
    DeleteAlias on KeySubject
}

permission! {
    /// The permission to take a name away, asked of the name.
    DeleteAliasName on AliasSubject, "DeleteAlias"
}

/// The key that has the alias at present, for asking whether it may be taken from it.
///
/// # Errors
///
/// - [`KeyFailure::AliasReserved`]: the alias is a service's.
/// - [`KeyFailure::AliasNotFound`]: there is no such alias.
/// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
pub async fn alias_target(
    tx: &mut Transaction,
    caller: &Caller,
    alias: &AliasSubject,
) -> Result<KeySubject, KeyFailure> {
    let (tenant, name) = (alias.tenant(), alias.name());
    refuse_reserved(name)?;
    let found = tx.get(&alias_key(tenant, name.as_str())).await?;
    let found = found.ok_or_else(|| KeyFailure::AliasNotFound { arn: name.arn(tenant) })?;
    Ok(KeySubject::by_id(tx, caller, tenant, found.key).await?)
}

/// Takes a name away from its key, whatever the key's state is.
///
/// Source: KMS API reference, `DeleteAlias`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`]: the key is gone.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn delete_alias(
    tx: &mut Transaction,
    name: &Authorized<DeleteAliasName>,
    key: &Authorized<DeleteAlias>,
) -> Result<(), KeyFailure> {
    let (tenant, name) = (name.subject().tenant(), name.subject().name());
    let mut change = Change::of(key, Deed::Govern)?;
    change.key.aliases.remove(name.as_str());
    tx.delete(&alias_key(tenant, name.as_str()))?;
    change.save(tx)?;
    Ok(())
}
