//! Discloses a value.

use std::sync::Arc;

use iam::{Authorized, Subject};
use jiff::Timestamp;
use store::Transaction;

use super::permission;
use crate::encryption::{Place, open_value};
use crate::recent_reads::Read;
use crate::record::{value_key, version_key};
use crate::{Day, Refusal, Secret, SecretSubject, SecretValue, StagingLabel, Version, VersionId};

permission! {
    /// The permission to see a value.
    GetSecretValue on SecretSubject
}

/// Which version is meant: by id, by label, or by both, which must then agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionSelector {
    /// The version that carries the label.
    Label(StagingLabel),
    /// The version of that id, with the label it must carry, if one was named.
    Version(VersionId, Option<StagingLabel>),
}

/// A value in the clear, and what belongs to it. No `Debug`.
pub struct DisclosedValue {
    /// The secret.
    pub secret: Arc<Secret>,
    /// Its ARN.
    pub arn: String,
    /// The version's id.
    pub version: VersionId,
    /// The labels of the version; none for a deprecated one.
    pub labels: Vec<StagingLabel>,
    /// When the version was made.
    pub created_at: Timestamp,
    /// The value.
    pub value: SecretValue,
    /// The read to remember, if it is the first of its day.
    pub read: Option<Read>,
}

/// Discloses the plaintext of one version.
///
/// Changes nothing: the last-accessed date is kept in whole days, and the first read of a day is handed back to be noted.
///
/// Source: Secrets Manager API reference, `GetSecretValue`.
///
/// # Errors
///
/// In the order in which they are decided, so that a caller learns no more than the first that applies:
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::ValueNotFound`], [`Refusal::ValueNotFoundForLabel`], [`Refusal::StageNotOnVersion`]: the version.
/// - [`Refusal::ForeignDefaultKey`], [`Refusal::KeyDenied`]: the caller may not use the key.
/// - [`Refusal::DecryptionFailed`]: the stored value does not open.
/// - [`Refusal::Store`]: the medium failed (ours).
pub async fn get_secret_value(
    tx: &mut Transaction,
    authorized: Authorized<GetSecretValue>,
    selector: &VersionSelector,
) -> Result<DisclosedValue, Refusal> {
    let tenant = authorized.subject().tenant();
    let secret = authorized.subject().live_secret()?;
    let id = select(secret, selector)?;
    let version = tx.get(&version_key(tenant, secret.serial, id)).await?.ok_or_else(|| missing(selector))?;
    check_label(secret, selector)?;
    let sealed = tx.get(&value_key(tenant, secret.serial, id)).await?.ok_or_else(|| missing(selector))?;
    let arn = authorized.subject().resource().into_owned();
    let place = Place { tenant, arn: &arn, version: id };
    let value = open_value(tx, authorized.caller(), place, &sealed).await?;
    let today = Day::of(tx.now());
    let read = is_first_read(secret, &version, today).then(|| Read::of(tenant, secret, id, today));
    let (labels, created_at) = (secret.labels.of(id), version.created_at);
    Ok(DisclosedValue {
        secret: Arc::clone(secret),
        arn,
        version: id.clone(),
        labels,
        created_at,
        value,
        read,
    })
}

fn select<'a>(secret: &'a Secret, selector: &'a VersionSelector) -> Result<&'a VersionId, Refusal> {
    match selector {
        VersionSelector::Label(label) => secret.labels.holder(label).ok_or_else(|| missing(selector)),
        VersionSelector::Version(id, _) => Ok(id),
    }
}

fn check_label(secret: &Secret, selector: &VersionSelector) -> Result<(), Refusal> {
    match selector {
        VersionSelector::Version(id, Some(label)) if secret.labels.holder(label) != Some(id) => {
            Err(Refusal::StageNotOnVersion)
        }
        VersionSelector::Version(..) | VersionSelector::Label(_) => Ok(()),
    }
}

fn missing(selector: &VersionSelector) -> Refusal {
    match selector {
        VersionSelector::Label(label) => Refusal::ValueNotFoundForLabel { label: label.clone() },
        VersionSelector::Version(id, _) => Refusal::ValueNotFound { id: id.clone() },
    }
}

fn is_first_read(secret: &Secret, version: &Version, today: Day) -> bool {
    secret.last_accessed < Some(today) || version.last_accessed < Some(today)
}
