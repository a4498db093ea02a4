//! Takes a deletion back.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::due::{Due, Duty};
use crate::{Refusal, Secret, SecretSubject};

permission! {
    /// The permission to take a deletion back.
    RestoreSecret on SecretSubject
}

/// Takes a scheduled deletion back; a live secret stays as it is.
///
/// Source: Secrets Manager API reference, `RestoreSecret`.
///
/// # Errors
///
/// - [`Refusal::NotFound`]: there is no such secret.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn restore_secret(
    tx: &mut Transaction,
    authorized: Authorized<RestoreSecret>,
) -> Result<Arc<Secret>, Refusal> {
    let subject = authorized.subject();
    let mut change = Change::of(subject.tenant(), subject.secret()?);
    let Some(deletion) = change.secret.deletion.take() else { return Ok(Arc::new(change.secret)) };
    Due::to(&change.secret, &change.tenant, Duty::Purge).cancel(tx, deletion)?;
    Ok(change.save(tx)?)
}
