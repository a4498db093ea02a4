//! What a call is about: a secret that was looked for, found or not.

use std::borrow::Cow;
use std::sync::Arc;

use iam::policy::{Account, ConditionKey, KeyValue, Policy};
use store::{StoreError, Tenant, Transaction};

use crate::record::{resource_policy_key, secret_key};
use crate::{Refusal, ResourcePolicy, Secret, SecretId, SecretName};

/// A secret as a call names it: authorizing and operating load it once, here.
///
/// Whether it exists is told only to those who were authorized, by [`SecretSubject::secret`].
#[derive(Debug, Clone)]
pub struct SecretSubject {
    tenant: Tenant,
    asked: String,
    found: Option<Found>,
    policy: Option<Arc<ResourcePolicy>>,
}

#[derive(Debug, Clone)]
struct Found {
    secret: Arc<Secret>,
    arn: String,
}

/// What a call is about that is about no secret in particular; no secret can be named so.
const NONE_IN_PARTICULAR: &str = "*";

impl SecretSubject {
    /// Looks for the secret that `id` names, asked from `home`.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn seek(tx: &mut Transaction, home: &Tenant, id: &SecretId) -> Result<Self, StoreError> {
        let asked = id.as_str().to_owned();
        let Some(location) = id.locate(home) else { return Ok(Self::unfound(home, asked)) };
        let secret = tx.get(&secret_key(&location.tenant, location.name)).await?;
        let secret = secret.filter(|secret| location.suffix.is_none_or(|suffix| *suffix == secret.suffix));
        let Some(secret) = secret else { return Ok(Self::unfound(&location.tenant, asked)) };
        let policy = policy_of(tx, &location.tenant, &secret).await?;
        let found = Some(Found { arn: secret.arn(&location.tenant), secret });
        Ok(Self { tenant: location.tenant, asked, found, policy })
    }

    /// A secret that is about to be created.
    #[must_use]
    pub fn to_be_created(tenant: &Tenant, name: &SecretName) -> Self {
        Self::unfound(tenant, name.to_string())
    }

    /// No secret in particular, for a call that may leave the secret out.
    #[must_use]
    pub fn none_in_particular(home: &Tenant) -> Self {
        Self::unfound(home, NONE_IN_PARTICULAR.to_owned())
    }

    fn unfound(tenant: &Tenant, asked: String) -> Self {
        Self { tenant: tenant.clone(), asked, found: None, policy: None }
    }

    /// The same, if it had this resource policy.
    #[must_use]
    pub(crate) fn as_if_governed_by(&self, policy: ResourcePolicy) -> Self {
        Self { policy: Some(Arc::new(policy)), ..self.clone() }
    }

    /// The same, if the secret were as in `secret`.
    #[must_use]
    pub(crate) fn as_if_changed_to(&self, secret: &Secret) -> Self {
        let found = Found { arn: secret.arn(&self.tenant), secret: Arc::new(secret.clone()) };
        Self { found: Some(found), ..self.clone() }
    }

    /// Whether the call named a secret, found or not.
    #[must_use]
    pub fn is_in_particular(&self) -> bool {
        self.asked != NONE_IN_PARTICULAR
    }

    /// The account and region that the secret lies in, or would.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The secret.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotFound`]: there is none of that name or ARN.
    pub fn secret(&self) -> Result<&Arc<Secret>, Refusal> {
        self.found.as_ref().map(|found| &found.secret).ok_or(Refusal::NotFound)
    }

    /// The secret, unless it is scheduled for deletion.
    ///
    /// # Errors
    ///
    /// [`Refusal::NotFound`], then [`Refusal::MarkedForDeletion`].
    pub fn live_secret(&self) -> Result<&Arc<Secret>, Refusal> {
        let secret = self.secret()?;
        if secret.deletion.is_some() { Err(Refusal::MarkedForDeletion) } else { Ok(secret) }
    }

    /// The secret's resource policy.
    #[must_use]
    pub fn resource_policy(&self) -> Option<&ResourcePolicy> {
        self.policy.as_deref()
    }
}

async fn policy_of(
    tx: &mut Transaction,
    tenant: &Tenant,
    secret: &Secret,
) -> Result<Option<Arc<ResourcePolicy>>, StoreError> {
    if !secret.has_resource_policy {
        return Ok(None);
    }
    let policy = tx.get(&resource_policy_key(tenant, secret.serial)).await?;
    let damaged = || StoreError::Damaged { record: format!("the resource policy of {}", secret.arn(tenant)) };
    policy.ok_or_else(damaged).map(Some)
}

impl iam::Subject for SecretSubject {
    fn resource(&self) -> Cow<'_, str> {
        self.found.as_ref().map_or(self.asked.as_str(), |found| &found.arn).into()
    }

    fn asked(&self) -> Option<Cow<'_, str>> {
        Some(self.asked.as_str().into())
    }

    fn owner(&self) -> Account<'_> {
        owner(&self.tenant)
    }

    fn policy(&self) -> Option<&Policy> {
        self.resource_policy().map(ResourcePolicy::policy)
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let found = self.found.as_ref()?;
        let value = match key.as_str() {
            "secretsmanager:secretid" => found.arn.as_str(),
            "secretsmanager:secretprimaryregion" => self.tenant.region(),
            "secretsmanager:resource/type" => found.secret.kind.as_deref()?,
            name => found.tag(
                name.strip_prefix("aws:resourcetag/").or(name.strip_prefix("secretsmanager:resourcetag/"))?,
            )?,
        };
        Some(KeyValue::Single(value.into()))
    }
}

impl Found {
    /// The value of a tag whose key is given in lower case: condition keys are compared so.
    fn tag(&self, lowercase_key: &str) -> Option<&str> {
        let mut tags = self.secret.tags.as_ref()?.iter();
        tags.find(|tag| tag.key.to_lowercase() == lowercase_key).map(|tag| tag.value.as_str())
    }
}

fn owner(tenant: &Tenant) -> Account<'_> {
    Account { partition: tenant.partition(), id: tenant.account() }
}
