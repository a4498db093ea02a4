//! Detaches a resource policy.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::record::resource_policy_key;
use crate::{Refusal, Secret, SecretSubject};

permission! {
    /// The permission to detach a resource policy.
    DeleteResourcePolicy on SecretSubject
}

/// Detaches the resource policy; a secret without one stays as it is.
///
/// Source: Secrets Manager API reference, `DeleteResourcePolicy`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn delete_resource_policy(
    tx: &mut Transaction,
    authorized: Authorized<DeleteResourcePolicy>,
) -> Result<Arc<Secret>, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    if !change.secret.has_resource_policy {
        return Ok(Arc::new(change.secret));
    }
    change.secret.has_resource_policy = false;
    tx.delete(&resource_policy_key(&change.tenant, change.secret.serial))?;
    Ok(change.save(tx)?)
}
