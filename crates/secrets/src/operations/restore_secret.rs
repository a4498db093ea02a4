//! Takes a deletion back.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::VersionEventKind::DeletionCancelled;
use crate::due::{Due, Duty};
use crate::{Refusal, Secret, SecretSubject, VersionEvent};

permission! {
    /// The permission to take a deletion back.
    RestoreSecret on SecretSubject
}

/// What was restored.
#[derive(Debug, Clone)]
pub struct RestoredSecret {
    /// The secret.
    pub secret: Arc<Secret>,
    /// What became of its labelled versions; nothing if it was live.
    pub events: Vec<VersionEvent>,
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
) -> Result<RestoredSecret, Refusal> {
    let subject = authorized.subject();
    let mut change = Change::of(subject.tenant(), subject.secret()?);
    let Some(deletion) = change.secret.deletion.take() else {
        return Ok(RestoredSecret { secret: Arc::new(change.secret), events: Vec::new() });
    };
    Due::to(&change.secret, &change.tenant, Duty::Purge).cancel(tx, deletion)?;
    let events = VersionEvent::of_each_labelled(DeletionCancelled, &change.tenant, &change.secret);
    Ok(RestoredSecret { secret: change.save(tx)?, events })
}
