//! Makes a secret, with a first version or without any.

use std::sync::Arc;

use iam::Authorized;
use store::Transaction;

use super::new_version::NewVersion;
use super::{Change, permission};
use crate::encryption::try_key;
use crate::record::secret_key;
use crate::{
    ArnSuffix, Labels, Refusal, Secret, SecretName, SecretSerial, SecretSubject, Tag, Tags, ValueInput,
    VersionId,
};

permission! {
    /// The permission to make a secret.
    CreateSecret on SecretSubject
}

/// What a secret is made from. No `Debug`: it holds the value.
pub struct CreateSecretInput {
    /// Its name.
    pub name: SecretName,
    /// The id of its first version.
    pub token: Option<VersionId>,
    /// Its description; an empty one is none.
    pub description: Option<String>,
    /// The KMS key.
    pub kms_key_id: Option<String>,
    /// What kind of credential the value is.
    pub kind: Option<String>,
    /// Its tags; an empty list leaves it untagged.
    pub tags: Vec<Tag>,
    /// The value of its first version.
    pub value: ValueInput,
}

/// What was made.
#[derive(Debug)]
pub struct CreatedSecret {
    /// The secret.
    pub secret: Arc<Secret>,
    /// Its first version, if it has one.
    pub version: Option<VersionId>,
}

/// Makes a secret. Repeated with the same token and value, it answers as the first time and changes nothing.
///
/// Source: Secrets Manager API reference, `CreateSecret`.
///
/// # Errors
///
/// In the order in which they are decided:
/// - [`Refusal::ScheduledForDeletion`], [`Refusal::TokenUsed`], [`Refusal::AlreadyExists`]: the name is taken.
/// - [`Refusal::BothValues`], [`Refusal::Tags`], [`Refusal::KeyUnknown`]: the request.
/// - [`Refusal::KeyDenied`], [`Refusal::KeyOutOfUse`]: the caller may not use the key, or nobody may at present.
/// - [`Refusal::Store`]: the medium failed, or another transaction won (ours).
pub async fn create_secret(
    tx: &mut Transaction,
    authorized: Authorized<CreateSecret>,
    input: &CreateSecretInput,
) -> Result<CreatedSecret, Refusal> {
    let tenant = authorized.subject().tenant();
    if let Some(existing) = tx.get(&secret_key(tenant, &input.name)).await? {
        return repeat(tx, &authorized, Change::of(tenant, &existing), input).await;
    }
    let value = input.value.at_most_one()?;
    let mut change = Change::of(tenant, &Arc::new(new_secret(tx, input)?));
    let place = (tenant, change.arn.as_str());
    try_key(tx, authorized.caller(), place, input.kms_key_id.as_deref()).await?;
    let version = value.and(input.token.clone());
    if let (Some(value), Some(id)) = (value, &version) {
        change.add_version(tx, authorized.caller(), NewVersion::current(id, value)).await?;
    }
    Ok(CreatedSecret { secret: change.save(tx)?, version })
}

async fn repeat(
    tx: &mut Transaction,
    authorized: &Authorized<CreateSecret>,
    change: Change,
    input: &CreateSecretInput,
) -> Result<CreatedSecret, Refusal> {
    let name = || input.name.clone();
    if change.secret.deletion.is_some() {
        return Err(Refusal::ScheduledForDeletion { name: name() });
    }
    if let (Some(token), Some(value)) = (&input.token, input.value.at_most_one()?)
        && change.is_repetition(tx, authorized.caller(), token, value).await?
    {
        return Ok(CreatedSecret { secret: Arc::new(change.secret), version: Some(token.clone()) });
    }
    Err(Refusal::AlreadyExists { name: name() })
}

fn new_secret(tx: &mut Transaction, input: &CreateSecretInput) -> Result<Secret, Refusal> {
    Ok(Secret {
        serial: SecretSerial::generate(tx.entropy()),
        name: input.name.clone(),
        suffix: ArnSuffix::generate(tx.entropy()),
        description: input.description.clone().filter(|text| !text.is_empty()),
        kms_key_id: input.kms_key_id.clone().filter(|id| !id.is_empty()),
        kind: input.kind.clone().filter(|kind| !kind.is_empty()),
        tags: tagged(&input.tags)?,
        labels: Labels::default(),
        versions: 0,
        has_resource_policy: false,
        created_at: tx.now(),
        changed_at: tx.now(),
        last_accessed: None,
        deletion: None,
        prune_due: None,
    })
}

fn tagged(added: &[Tag]) -> Result<Option<Tags>, Refusal> {
    let mut tags = Tags::default();
    tags.set(added)?;
    Ok((!added.is_empty()).then_some(tags))
}
