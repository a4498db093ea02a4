//! Changes a secret's description, key or kind, and may make a new current version.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::new_version::NewVersion;
use super::{Change, permission};
use crate::encryption::try_key;
use crate::{Refusal, Secret, SecretSubject, SecretValue, ValueInput, VersionId};

permission! {
    /// The permission to change a secret.
    UpdateSecret on SecretSubject
}

/// What is to change; what is absent stays. No `Debug`: it holds the value.
pub struct UpdateSecretInput {
    /// The id of the new version, where there is a value.
    pub token: Option<VersionId>,
    /// The new description; an empty one removes it.
    pub description: Option<String>,
    /// The new KMS key; an empty one means the service's own.
    pub kms_key_id: Option<String>,
    /// The new kind; an empty one removes it.
    pub kind: Option<String>,
    /// The value of a new version.
    pub value: ValueInput,
}

/// The secret after the change.
#[derive(Debug)]
pub struct UpdatedSecret {
    /// The secret.
    pub secret: Arc<Secret>,
    /// The version made, now or by an earlier call with the same token.
    pub version: Option<VersionId>,
}

/// Changes a secret. A value makes a new version, which becomes the current one. Under another key the labelled versions
/// can be opened from then on, too, as far as the caller may decrypt them now.
///
/// Source: Secrets Manager API reference, `UpdateSecret`.
///
/// # Errors
///
/// In the order in which they are decided:
/// - [`Refusal::NotFound`], [`Refusal::MarkedForDeletion`]: the secret.
/// - [`Refusal::BothValues`], [`Refusal::KeyUnknown`]: the request.
/// - [`Refusal::ForeignDefaultKey`], [`Refusal::KeyDenied`], [`Refusal::KeyOutOfUse`]: the caller may not use the key, or
///   nobody may at present.
/// - [`Refusal::TokenUsed`]: the token made a version of another value.
/// - [`Refusal::TooManyVersions`], [`Refusal::TooManyLabels`]: the secret's bounds.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub async fn update_secret(
    tx: &mut Transaction,
    authorized: Authorized<UpdateSecret>,
    input: &UpdateSecretInput,
) -> Result<UpdatedSecret, Refusal> {
    let mut change = Change::of_live(&authorized)?;
    let value = input.value.at_most_one()?;
    if input.kms_key_id.is_some() {
        let place = (&change.tenant, change.arn.as_str());
        try_key(tx, authorized.caller(), place, input.kms_key_id.as_deref()).await?;
    }
    let before = change.own_key_id();
    let mut changed = apply_metadata(&mut change.secret, input);
    if change.own_key_id() != before {
        change.copy_under_own_key(tx, authorized.caller()).await?;
    }
    let version = value.and(input.token.clone());
    if let (Some(value), Some(id)) = (value, &version) {
        changed |= add_unless_repeated(tx, &authorized, &mut change, id, value).await?;
    }
    let secret = if changed { change.save(tx)? } else { Arc::new(change.secret) };
    Ok(UpdatedSecret { secret, version })
}

/// Applies everything but the value; tells whether anything was asked for.
fn apply_metadata(secret: &mut Secret, input: &UpdateSecretInput) -> bool {
    let fields = [
        (&mut secret.description, &input.description),
        (&mut secret.kms_key_id, &input.kms_key_id),
        (&mut secret.kind, &input.kind),
    ];
    let asked = fields.into_iter().filter_map(|(field, text)| text.as_ref().map(|text| (field, text)));
    asked.map(|(field, text)| *field = Some(text.clone()).filter(|text| !text.is_empty())).count() > 0
}

async fn add_unless_repeated(
    tx: &mut Transaction,
    authorized: &Authorized<UpdateSecret>,
    change: &mut Change,
    id: &VersionId,
    value: &SecretValue,
) -> Result<bool, Refusal> {
    let repeated = change.is_repetition(tx, authorized.caller(), id, value).await?;
    if !repeated {
        change.add_version(tx, authorized.caller(), NewVersion::current(id, value)).await?;
    }
    Ok(!repeated)
}
