//! What ending a grant is about.

use std::borrow::Cow;
use std::sync::Arc;

use iam::policy::{Account, ConditionKey, ConditionKeys, KeyValue, Policy};
use iam::{Caller, Subject};
use store::{StoreError, Tenant, Transaction};

use super::KeySubject;
use crate::record::grant_key;
use crate::{Grant, GrantId, GrantToken, KeyFailure};

/// A grant and its key, for whoever wants to end it.
#[derive(Debug, Clone)]
pub struct GrantSubject {
    key: KeySubject,
    grant: Option<Arc<Grant>>,
}

impl GrantSubject {
    /// Looks for a grant of a key.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn seek(tx: &mut Transaction, key: KeySubject, id: &GrantId) -> Result<Self, StoreError> {
        let grant = match key.key() {
            Ok(found) => tx.get(&grant_key(key.tenant(), found.id, id)).await?,
            Err(_) => None,
        };
        Ok(Self { key, grant })
    }

    /// Looks for the grant that a token of this region finds.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn of_token(
        tx: &mut Transaction,
        caller: &Caller,
        home: &Tenant,
        token: &GrantToken,
    ) -> Result<Self, StoreError> {
        let tenant = Tenant::new(home.partition(), token.account.as_str(), home.region());
        let key = KeySubject::by_id(tx, caller, &tenant, token.key).await?;
        Self::seek(tx, key, &token.grant).await
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &KeySubject {
        &self.key
    }

    /// The grant.
    ///
    /// # Errors
    ///
    /// [`KeyFailure::NotFound`], [`KeyFailure::GrantNotFound`]: there is no such key, or it has no such grant.
    pub fn grant(&self) -> Result<&Arc<Grant>, KeyFailure> {
        self.key.key()?;
        self.grant.as_ref().ok_or(KeyFailure::GrantNotFound)
    }
}

impl Subject for GrantSubject {
    fn resource(&self) -> Cow<'_, str> {
        self.key.resource()
    }

    fn owner(&self) -> Account<'_> {
        self.key.owner()
    }

    fn policy(&self) -> Option<&Policy> {
        self.key.policy()
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        self.key.lookup(key)
    }

    /// Whoever is named to end a grant may end it, and whoever has it if it says so.
    fn grants(&self, caller: &Caller, action: &str, _request: &dyn ConditionKeys) -> bool {
        let Some(grant) = self.grant.as_ref().filter(|_| action == "kms:RetireGrant") else { return false };
        let retires = grant.retiring.as_ref().is_some_and(|retiring| retiring.is(&caller.principal));
        retires || (grant.grantee.is(&caller.principal) && grant.permits(action, &()))
    }
}
