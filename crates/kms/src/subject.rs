//! What a call to KMS is about, as policies see it: a key; below it a grant, an alias, or the account.

mod account_subject;
mod alias_subject;
mod grant_subject;

pub use account_subject::AccountSubject;
pub use alias_subject::AliasSubject;
pub use grant_subject::GrantSubject;

use std::borrow::Cow;
use std::sync::Arc;

use arn::AccountId;
use iam::policy::{Account, ConditionKey, ConditionKeys, KeyValue, Policy};
use iam::{Caller, Subject, Tag};
use store::{StoreError, Tenant, TenantKey, Transaction};

use crate::ciphertext::Header;
use crate::grant::places;
use crate::limits::GRANTS_PER_GRANTEE_MAX;
use crate::operations::{SERVICE_ALIAS, service_key};
use crate::record::{GrantOfGrantee, alias_key, key_home_key, key_key};
use crate::{AliasName, Deed, Grant, Key, KeyFailure, KeyId, KeyName, KeyPolicy, KeyRef};

/// Which keys an operation reaches.
///
/// Source: KMS Developer Guide, "Allowing users in other accounts to use a KMS key"; API reference, `KeyId` of each
/// operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyReach {
    /// Those of any account, also by an alias.
    Any,
    /// Those of any account, by their own id or ARN.
    AnyById,
    /// Those of the caller's account, by their own id or ARN.
    OwnById,
}

/// A key that a caller wants to do something with, found or not.
#[derive(Debug, Clone)]
pub struct KeySubject {
    tenant: Tenant,
    caller_account: AccountId,
    via: Option<&'static str>,
    alias: Option<AliasName>,
    sought: Sought,
}

#[derive(Debug, Clone)]
enum Sought {
    Found { key: Arc<Key>, policy: Arc<Policy>, grants: Vec<Arc<Grant>> },
    Missing(Missing),
}

#[derive(Debug, Clone)]
enum Missing {
    Alias(AliasName),
    Id(KeyId),
}

impl KeySubject {
    /// The key, with the grants of whoever asks, if the key has any.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn of(
        tx: &mut Transaction,
        caller: &Caller,
        tenant: &Tenant,
        key: Arc<Key>,
    ) -> Result<Self, StoreError> {
        let grants = if key.grants == 0 { Vec::new() } else { grants(tx, caller, tenant, key.id).await? };
        let policy = compiled(&key.policy, tenant, key.id)?;
        Ok(Self::new(caller, tenant, Sought::Found { key, policy, grants }))
    }

    /// A key that is merely imagined, to see what its policy would say.
    pub(crate) fn imagined(caller: &Caller, tenant: &Tenant, key: Key) -> Result<Self, StoreError> {
        let policy = compiled(&key.policy, tenant, key.id)?;
        Ok(Self::new(caller, tenant, Sought::Found { key: Arc::new(key), policy, grants: Vec::new() }))
    }

    fn new(caller: &Caller, tenant: &Tenant, sought: Sought) -> Self {
        let (caller_account, via) = (caller.principal.account().clone(), caller.circumstances.via);
        Self { tenant: tenant.clone(), caller_account, via, alias: None, sought }
    }

    /// Looks for the key that a caller at `home` names `text`.
    ///
    /// The alias of a service makes the service's key, if there is none yet.
    ///
    /// # Errors
    ///
    /// - [`KeyFailure::KeyRef`], [`KeyFailure::NotTheKeyItself`]: the text names no key, or not as the operation wants it.
    /// - [`KeyFailure::Foreign`]: it names a key of another account, where the operation does not reach.
    /// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
    pub async fn seek(
        tx: &mut Transaction,
        caller: &Caller,
        home: &Tenant,
        text: &str,
        reach: KeyReach,
    ) -> Result<Self, KeyFailure> {
        let named = KeyRef::parse(text, home)?;
        let tenant = named.tenant(home);
        match (named.name(), reach) {
            (KeyName::Alias(_), KeyReach::AnyById | KeyReach::OwnById) => {
                Err(KeyFailure::NotTheKeyItself { asked: text.to_owned() })
            }
            (KeyName::Id(id), KeyReach::OwnById) if tenant != *home => {
                Err(KeyFailure::Foreign { arn: id.arn(&tenant) })
            }
            (KeyName::Id(id), _) => Ok(Self::by_id(tx, caller, &tenant, *id).await?),
            (KeyName::Alias(alias), KeyReach::Any) => Self::by_alias(tx, caller, home, &tenant, alias).await,
        }
    }

    /// Looks for the key with this id.
    pub(crate) async fn by_id(
        tx: &mut Transaction,
        caller: &Caller,
        tenant: &Tenant,
        id: KeyId,
    ) -> Result<Self, StoreError> {
        match tx.get(&key_key(tenant, id)).await? {
            Some(key) => Self::of(tx, caller, tenant, key).await,
            None => Ok(Self::new(caller, tenant, Sought::Missing(Missing::Id(id)))),
        }
    }

    async fn by_alias(
        tx: &mut Transaction,
        caller: &Caller,
        home: &Tenant,
        tenant: &Tenant,
        alias: &AliasName,
    ) -> Result<Self, KeyFailure> {
        let found = match tx.get(&alias_key(tenant, alias.as_str())).await? {
            Some(found) => tx.get(&key_key(tenant, found.key)).await?,
            None if alias.as_str() == SERVICE_ALIAS && tenant == home => Some(service_key(tx, tenant).await?),
            None => None,
        };
        let subject = match found {
            Some(key) => Self::of(tx, caller, tenant, key).await?,
            None => Self::new(caller, tenant, Sought::Missing(Missing::Alias(alias.clone()))),
        };
        Ok(Self { alias: Some(alias.clone()), ..subject })
    }

    /// Looks for the key that made a ciphertext: in the account that asks, then wherever it is.
    ///
    /// # Errors
    ///
    /// - [`KeyFailure::InvalidCiphertext`]: these bytes are no ciphertext.
    /// - [`KeyFailure::CiphertextKeyUnknown`]: there is no such key in this region.
    /// - [`KeyFailure::Store`]: the medium failed, or a record is damaged (ours).
    pub async fn of_ciphertext(
        tx: &mut Transaction,
        caller: &Caller,
        home: &Tenant,
        ciphertext: &[u8],
    ) -> Result<Self, KeyFailure> {
        let id = Header::of(ciphertext).ok_or(KeyFailure::InvalidCiphertext)?.key;
        if let Some(key) = tx.get(&key_key(home, id)).await? {
            return Ok(Self::of(tx, caller, home, key).await?);
        }
        let elsewhere = tx.get(&key_home_key(id)).await?.ok_or(KeyFailure::CiphertextKeyUnknown)?;
        let tenant = &elsewhere.0;
        if (tenant.partition(), tenant.region()) != (home.partition(), home.region()) {
            return Err(KeyFailure::CiphertextKeyUnknown);
        }
        let key = tx.get(&key_key(tenant, id)).await?.ok_or(KeyFailure::CiphertextKeyUnknown)?;
        Ok(Self::of(tx, caller, tenant, key).await?)
    }

    /// The account and region of the key.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The key's ARN, or that of the alias that does not exist.
    #[must_use]
    pub fn arn(&self) -> String {
        match &self.sought {
            Sought::Found { key, .. } => key.arn(&self.tenant),
            Sought::Missing(Missing::Alias(alias)) => alias.arn(&self.tenant),
            Sought::Missing(Missing::Id(id)) => id.arn(&self.tenant),
        }
    }

    /// The key.
    ///
    /// # Errors
    ///
    /// [`KeyFailure::NotFound`], [`KeyFailure::AliasNotFound`]: there is none.
    pub fn key(&self) -> Result<&Arc<Key>, KeyFailure> {
        match &self.sought {
            Sought::Found { key, .. } => Ok(key),
            Sought::Missing(Missing::Alias(_)) => Err(KeyFailure::AliasNotFound { arn: self.arn() }),
            Sought::Missing(Missing::Id(_)) => Err(KeyFailure::NotFound { arn: self.arn() }),
        }
    }

    /// The key, if its state lets `deed` be done.
    ///
    /// # Errors
    ///
    /// As of [`key`](Self::key); then [`KeyFailure::Disabled`], [`KeyFailure::PendingDeletion`] or
    /// [`KeyFailure::NotPendingDeletion`].
    pub fn key_for(&self, deed: Deed) -> Result<&Arc<Key>, KeyFailure> {
        let key = self.key()?;
        key.state.admits(deed).map_err(|refused| KeyFailure::of_state(refused, self.arn()))?;
        Ok(key)
    }

    /// The same key, if it were as in `key`.
    pub(crate) fn as_if_changed_to(&self, key: Key) -> Result<Self, StoreError> {
        let policy = compiled(&key.policy, &self.tenant, key.id)?;
        let sought = Sought::Found { key: Arc::new(key), policy, grants: self.grants_loaded().to_vec() };
        Ok(Self { sought, ..self.clone() })
    }

    fn grants_loaded(&self) -> &[Arc<Grant>] {
        match &self.sought {
            Sought::Found { grants, .. } => grants,
            Sought::Missing(_) => &[],
        }
    }

    fn of_key(&self, name: &str) -> Option<KeyValue<'_>> {
        let Sought::Found { key, .. } = &self.sought else { return None };
        if let Some(tag) = name.strip_prefix("aws:resourcetag/") {
            return Tag::find(key.tags.as_slice(), tag).map(|value| KeyValue::Single(value.into()));
        }
        match name {
            "kms:keyorigin" => Some(KeyValue::Single("AWS_KMS".into())),
            "kms:keyspec" | "kms:customermasterkeyspec" => Some(KeyValue::Single("SYMMETRIC_DEFAULT".into())),
            "kms:keyusage" | "kms:customermasterkeyusage" => Some(KeyValue::Single("ENCRYPT_DECRYPT".into())),
            "kms:multiregion" => Some(KeyValue::Single("false".into())),
            "kms:resourcealiases" => {
                Some(KeyValue::Many(key.aliases.iter().map(|alias| alias.as_str().into()).collect()))
            }
            _ => None,
        }
    }
}

/// The grants of a key that are whoever asks's.
async fn grants(
    tx: &mut Transaction,
    caller: &Caller,
    tenant: &Tenant,
    key: KeyId,
) -> Result<Vec<Arc<Grant>>, StoreError> {
    let mut grants = Vec::new();
    for grantee in places(&caller.principal) {
        let of_grantee = TenantKey::<GrantOfGrantee>::of(tenant).id(key.to_bytes()).text(&grantee).prefix();
        let page = tx.page(&of_grantee, GRANTS_PER_GRANTEE_MAX).await?;
        grants.extend(page.entries.into_iter().map(|(_, grant)| Arc::new(grant.0.clone())));
    }
    Ok(grants)
}

fn compiled(policy: &KeyPolicy, tenant: &Tenant, key: KeyId) -> Result<Arc<Policy>, StoreError> {
    policy.compiled(tenant).map_err(|_| StoreError::Damaged { record: format!("the policy of key {key}") })
}

fn account(tenant: &Tenant) -> Account<'_> {
    Account { partition: tenant.partition(), id: tenant.account() }
}

/// What policies may ask about whoever calls KMS, directly or through a service.
fn of_caller<'a>(
    name: &str,
    caller_account: &'a str,
    via: Option<&'static str>,
    region: &str,
) -> Option<KeyValue<'a>> {
    match name {
        "kms:calleraccount" => Some(KeyValue::Single(Cow::Borrowed(caller_account))),
        "kms:viaservice" => Some(KeyValue::Single(format!("{}.{region}.amazonaws.com", via?).into())),
        _ => None,
    }
}

impl Subject for KeySubject {
    fn resource(&self) -> Cow<'_, str> {
        self.arn().into()
    }

    fn asked(&self) -> Option<Cow<'_, str>> {
        self.alias.as_ref().map(|alias| alias.arn(&self.tenant).into())
    }

    fn owner(&self) -> Account<'_> {
        account(&self.tenant)
    }

    fn policy(&self) -> Option<&Policy> {
        match &self.sought {
            Sought::Found { policy, .. } => Some(policy),
            Sought::Missing(_) => None,
        }
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let name = key.as_str();
        if name == "kms:requestalias" {
            return self.alias.as_ref().map(|alias| KeyValue::Single(alias.as_str().into()));
        }
        of_caller(name, self.caller_account.as_str(), self.via, self.tenant.region())
            .or_else(|| self.of_key(name))
    }

    fn grants(&self, _caller: &Caller, action: &str, request: &dyn ConditionKeys) -> bool {
        // They were loaded as the caller's own.
        self.grants_loaded().iter().any(|grant| grant.permits(action, request))
    }
}
