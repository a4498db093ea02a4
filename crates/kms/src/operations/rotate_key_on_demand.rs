//! Replaces a key's material at once.

use iam::Authorized;
use store::Transaction;

use super::rotate::add_version;
use super::{Change, permission};
use crate::limits::ON_DEMAND_ROTATIONS_MAX;
use crate::{Deed, KeyFailure, KeyId, KeySubject, RotationType};

permission! {
    /// The permission to have a key's material replaced at once.
    RotateKeyOnDemand on KeySubject
}

/// Replaces a key's material at once. Automatic rotation goes on as if nothing had happened.
///
/// Source: KMS API reference, `RotateKeyOnDemand`.
///
/// # Errors
///
/// - [`KeyFailure::NotFound`], [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`]: the key.
/// - [`KeyFailure::Limit`]: it was asked for 25 times.
/// - [`KeyFailure::Store`]: the medium failed, or another transaction won (ours).
pub fn rotate_key_on_demand(
    tx: &mut Transaction,
    authorized: &Authorized<RotateKeyOnDemand>,
) -> Result<KeyId, KeyFailure> {
    let mut change = Change::of(authorized, Deed::ChangeRotation)?;
    if change.key.on_demand_rotations >= ON_DEMAND_ROTATIONS_MAX {
        return Err(KeyFailure::Limit("a key is rotated on demand at most 25 times"));
    }
    change.key.on_demand_rotations += 1;
    let tenant = change.tenant.clone();
    add_version(tx, &tenant, &mut change.key, RotationType::OnDemand)?;
    Ok(change.save(tx)?.id)
}
