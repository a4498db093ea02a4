//! Schedules a secret for deletion, or deletes it at once.

use iam::Authorized;
use jiff::Timestamp;
use store::{Tenant, Transaction};

use super::{Change, permission, purge};
use crate::VersionEventKind::DeletionStarted;
use crate::due::{Due, Duty};
use crate::{ArnSuffix, RecoveryWindow, Refusal, SecretId, SecretSubject, VersionEvent};

permission! {
    /// The permission to delete a secret.
    DeleteSecret on SecretSubject
}

/// How a secret is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeletionMode {
    /// It can be had back until the window ends.
    Recoverable {
        /// The window's length in days as asked for, checked only once the secret is found.
        days: Option<i64>,
    },
    /// It is gone at once.
    WithoutRecovery,
}

/// What was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedSecret {
    /// Its ARN.
    pub arn: String,
    /// Its name.
    pub name: String,
    /// When it may be purged.
    pub deletion: Timestamp,
    /// What became of its labelled versions.
    pub events: Vec<VersionEvent>,
}

/// Schedules a secret for deletion, or deletes it at once.
///
/// Deleting what does not exist *without recovery* succeeds, as it does on AWS: the answer names an ARN that nothing has.
///
/// Source: Secrets Manager API reference, `DeleteSecret`.
///
/// # Errors
///
/// - [`Refusal::NotFound`]: there is no such secret, and recovery was asked for.
/// - [`Refusal::MarkedForDeletion`]: it is scheduled already, and recovery was asked for.
/// - [`Refusal::RecoveryWindow`]: the window is not one of 7 to 30 days.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub fn delete_secret(
    tx: &mut Transaction,
    authorized: Authorized<DeleteSecret>,
    id: &SecretId,
    mode: DeletionMode,
) -> Result<DeletedSecret, Refusal> {
    match mode {
        DeletionMode::Recoverable { days } => schedule(tx, &authorized, days),
        DeletionMode::WithoutRecovery => delete_now(tx, &authorized, id),
    }
}

fn schedule(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteSecret>,
    days: Option<i64>,
) -> Result<DeletedSecret, Refusal> {
    let mut change = Change::of_live(authorized)?;
    let deletion = days.map_or(Ok(RecoveryWindow::default()), RecoveryWindow::from_days)?.ends(tx.now());
    change.secret.deletion = Some(deletion);
    Due::to(&change.secret, &change.tenant, Duty::Purge).schedule(tx, deletion)?;
    let (arn, name) = (change.arn.clone(), change.secret.name.to_string());
    let events = VersionEvent::of_each_labelled(DeletionStarted, &change.tenant, &change.secret);
    change.save(tx)?;
    Ok(DeletedSecret { arn, name, deletion, events })
}

fn delete_now(
    tx: &mut Transaction,
    authorized: &Authorized<DeleteSecret>,
    id: &SecretId,
) -> Result<DeletedSecret, Refusal> {
    let subject = authorized.subject();
    let deletion = tx.now();
    let Ok(secret) = subject.secret() else { return Ok(never_existed(tx, subject.tenant(), id)) };
    let tenant = subject.tenant();
    let mut events = VersionEvent::of_each_labelled(DeletionStarted, tenant, secret);
    events.extend(purge::remove(tx, tenant, secret)?);
    Ok(DeletedSecret { arn: secret.arn(tenant), name: secret.name.to_string(), deletion, events })
}

fn never_existed(tx: &mut Transaction, tenant: &Tenant, id: &SecretId) -> DeletedSecret {
    let suffix = ArnSuffix::generate(tx.entropy());
    let asked = id.as_str();
    let arn = match id.locate(tenant) {
        Some(location) => crate::arn(tenant, location.name, location.suffix.copied().unwrap_or(suffix)),
        None => asked.to_owned(),
    };
    DeletedSecret { arn, name: asked.to_owned(), deletion: tx.now(), events: Vec::new() }
}
