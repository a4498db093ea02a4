//! Moves, attaches or removes a label.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::{Change, permission};
use crate::record::version_key;
use crate::{Refusal, Secret, SecretSubject, StagingLabel, VersionId};

permission! {
    /// The permission to move labels.
    UpdateSecretVersionStage on SecretSubject
}

/// What is to happen to a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageMove {
    /// The label.
    pub label: StagingLabel,
    /// The version it goes to.
    pub to: Option<VersionId>,
    /// The version it is on.
    pub from: Option<VersionId>,
}

/// Moves, attaches or removes a label. Moving `AWSCURRENT` leaves `AWSPREVIOUS` on the version it came from.
///
/// Source: Secrets Manager API reference, `UpdateSecretVersionStage`.
///
/// # Errors
///
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::UnknownVersion`]: a named version does not exist.
/// - [`Refusal::LabelMove`]: the rules of labels.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub async fn update_secret_version_stage(
    tx: &mut Transaction,
    authorized: Authorized<UpdateSecretVersionStage>,
    stage: &StageMove,
) -> Result<Arc<Secret>, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    for id in stage.to.iter().chain(&stage.from) {
        let known = tx.get(&version_key(&change.tenant, change.secret.serial, id)).await?;
        known.ok_or_else(|| Refusal::UnknownVersion { id: id.clone() })?;
    }
    change.secret.labels.update(&stage.label, stage.to.as_ref(), stage.from.as_ref())?;
    Ok(change.save(tx)?)
}
