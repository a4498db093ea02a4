//! Makes a new version.

use std::collections::BTreeSet;
use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::new_version::NewVersion;
use super::{Change, permission};
use crate::{Refusal, Secret, SecretSubject, StagingLabel, ValueInput, VersionId};

permission! {
    /// The permission to make a new version.
    PutSecretValue on SecretSubject
}

/// What a version is made from. No `Debug`: it holds the value.
pub struct PutSecretValueInput {
    /// The version's id.
    pub token: VersionId,
    /// The value.
    pub value: ValueInput,
    /// The labels it gets; none given means `AWSCURRENT`.
    pub labels: Option<BTreeSet<StagingLabel>>,
}

/// The version made, now or by an earlier call with the same token.
#[derive(Debug)]
pub struct PutVersion {
    /// The secret.
    pub secret: Arc<Secret>,
    /// The version's id.
    pub version: VersionId,
    /// The labels it has now.
    pub labels: Vec<StagingLabel>,
}

/// Makes a new version with the labels asked for. Repeated with the same token and value, it changes nothing.
///
/// Source: Secrets Manager API reference, `PutSecretValue`.
///
/// # Errors
///
/// In the order in which they are decided:
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::BothValues`], [`Refusal::NoValue`]: the request.
/// - [`Refusal::ForeignDefaultKey`], [`Refusal::KeyDenied`]: the caller may not use the key.
/// - [`Refusal::TokenUsed`]: the token made a version of another value.
/// - [`Refusal::TooManyVersions`], [`Refusal::TooManyLabels`]: the secret's bounds.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub async fn put_secret_value(
    tx: &mut Transaction,
    authorized: Authorized<PutSecretValue>,
    input: &PutSecretValueInput,
) -> Result<PutVersion, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    let value = input.value.at_most_one()?.ok_or(Refusal::NoValue)?;
    let caller = authorized.caller();
    let secret = if change.is_repetition(tx, caller, &input.token, value).await? {
        Arc::new(change.secret)
    } else {
        let current = NewVersion::current(&input.token, value);
        let labels = input.labels.clone().unwrap_or_else(|| current.labels.clone());
        change.add_version(tx, caller, NewVersion { labels, ..current }).await?;
        change.save(tx)?
    };
    Ok(PutVersion { labels: secret.labels.of(&input.token), version: input.token.clone(), secret })
}
