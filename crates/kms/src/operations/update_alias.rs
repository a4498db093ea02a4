//! Moves a name to another key.

use iam::Authorized;
use store::Transaction;

use super::create_alias::{aim, refuse_reserved};
use super::{Change, permission};
use crate::record::alias_key;
use crate::{AliasSubject, Deed, KeyFailure, KeySubject};

permission! {
    /// The permission to move a name, asked of the key that has it and of the one that gets it.
    UpdateAlias on KeySubject
}

permission! {
    /// The permission to move a name, asked of the name.
    UpdateAliasName on AliasSubject, "UpdateAlias"
}

/// Moves a name from the one key to the other, at once for whoever uses it.
///
/// Source: KMS API reference, `UpdateAlias`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::PendingDeletion`]: the key that gets it.
/// - [`KeyFailure::AliasReserved`], [`KeyFailure::AliasNotFound`]: the name.
/// - [`KeyFailure::Limit`]: the key that gets it has as many as it may.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub async fn update_alias(
    tx: &mut Transaction,
    name: &Authorized<UpdateAliasName>,
    from: &Authorized<UpdateAlias>,
    to: &Authorized<UpdateAlias>,
) -> Result<(), KeyFailure> {
    let (tenant, name) = (name.subject().tenant(), name.subject().name());
    let mut target = Change::of(to, Deed::Aim)?;
    refuse_reserved(name)?;
    let found = tx.get(&alias_key(tenant, name.as_str())).await?;
    let alias = found.ok_or_else(|| KeyFailure::AliasNotFound { arn: name.arn(tenant) })?;
    let mut source = Change::of(from, Deed::Govern)?;
    if source.key.id == target.key.id {
        return Ok(());
    }
    source.key.aliases.remove(name.as_str());
    source.save(tx)?;
    aim(tx, tenant, name, &mut target, Some(&alias))?;
    target.save(tx)?;
    Ok(())
}
