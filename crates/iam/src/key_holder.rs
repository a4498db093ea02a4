//! Whose access keys a call is about: a user's, or those of an account's root.

use std::borrow::Cow;
use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Transaction};

use crate::operations::{access_key, account};
use crate::policy::{self, ConditionKey, KeyValue, Policy};
use crate::record::{identities, user_key};
use crate::{AccessKeyId, Account, IdentitySubject, Principal, Subject, Tag, User};

/// The holder of access keys as a call names it, in the caller's account: found or not.
#[derive(Debug, Clone)]
pub struct KeyHolder {
    partition: Partition,
    account: AccountId,
    arn: String,
    pub(crate) found: Option<Holder>,
}

#[derive(Debug, Clone)]
pub(crate) enum Holder {
    Root(Arc<Account>),
    User(Arc<User>),
}

impl KeyHolder {
    /// The user that was looked for.
    #[must_use]
    pub fn of_user(subject: &IdentitySubject<User>) -> Self {
        let (partition, account) = subject.account();
        let found = subject.found().cloned().map(Holder::User);
        Self { partition, account: account.clone(), arn: subject.arn().to_owned(), found }
    }

    /// The root of the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or the record is damaged.
    pub async fn root(tx: &mut Transaction, asking: &Principal) -> Result<Self, StoreError> {
        let found = account(tx, asking.partition(), asking.account()).await?.map(Holder::Root);
        Ok(Self::named(asking, "root", found))
    }

    /// Whoever has the key of that id, as long as it belongs to the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn of_key(
        tx: &mut Transaction,
        asking: &Principal,
        id: &AccessKeyId,
    ) -> Result<Self, StoreError> {
        let key = access_key(tx, id).await?;
        let own = (asking.partition(), asking.account());
        let owner =
            key.as_ref().map(|key| &key.owner).filter(|owner| (owner.partition, &owner.account) == own);
        match owner.map(|owner| &owner.user) {
            None => Ok(Self { arn: "*".to_owned(), ..Self::named(asking, "", None) }),
            Some(None) => Self::root(tx, asking).await,
            Some(Some(user)) => {
                let found = tx.get(&user_key(&identities(own.0, own.1), user)).await?;
                let arn = found.as_ref().map(|user| user.arn(own.0, own.1)).unwrap_or_default();
                Ok(Self { arn, ..Self::named(asking, "", found.map(Holder::User)) })
            }
        }
    }

    fn named(asking: &Principal, resource: &str, found: Option<Holder>) -> Self {
        let (partition, account) = (asking.partition(), asking.account().clone());
        let arn = format!("arn:{partition}:iam::{account}:{resource}");
        Self { partition, account, arn, found }
    }

    /// What the holder is called; a root has no name of its own.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.found {
            Some(Holder::User(user)) => &user.name,
            Some(Holder::Root(_)) => "root",
            None => self.arn.rsplit('/').next().unwrap_or_default(),
        }
    }

    /// The ids of its keys.
    #[must_use]
    pub fn access_keys(&self) -> &[AccessKeyId] {
        match &self.found {
            Some(Holder::User(user)) => &user.access_keys,
            Some(Holder::Root(account)) => &account.access_keys,
            None => &[],
        }
    }

    /// The account that the holder is looked for in.
    pub(crate) const fn account(&self) -> (Partition, &AccountId) {
        (self.partition, &self.account)
    }
}

impl Subject for KeyHolder {
    fn resource(&self) -> Cow<'_, str> {
        self.arn.as_str().into()
    }

    fn owner(&self) -> policy::Account<'_> {
        policy::Account { partition: self.partition.as_str(), id: self.account.as_str() }
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let name = key.as_str();
        let tag = name.strip_prefix("aws:resourcetag/").or(name.strip_prefix("iam:resourcetag/"))?;
        match &self.found {
            Some(Holder::User(user)) => {
                Tag::find(&user.tags, tag).map(|value| KeyValue::Single(value.into()))
            }
            Some(Holder::Root(_)) | None => None,
        }
    }
}
