//! What a call to IAM is about: a user, a role, a policy or a provider that was looked for, found or not.

use std::borrow::Cow;
use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Tenant, Transaction};

use crate::policy::{self, ConditionKey, KeyValue, Policy};
use crate::record::{
    identities, policy_name_key, provider_key, role_key, role_name_key, user_key, user_name_key,
};
use crate::{ManagedPolicy, OidcProvider, Principal, Role, Subject, Tag, User, aws_managed, operations};

/// Something of IAM's as a call names it: authorizing and operating load it once, here.
#[derive(Debug, Clone)]
pub struct IdentitySubject<T> {
    partition: Partition,
    account: AccountId,
    arn: String,
    found: Option<Arc<T>>,
}

/// Something of IAM's that has an ARN and tags.
pub trait Tagged: Send + Sync {
    /// Its ARN in its account.
    fn arn(&self, partition: Partition, account: &AccountId) -> String;

    /// Its tags.
    fn tags(&self) -> &[Tag];
}

macro_rules! tagged {
    ($($entity:ty),+) => {
        $(impl Tagged for $entity {
            fn arn(&self, partition: Partition, account: &AccountId) -> String {
                self.arn(partition, account)
            }

            fn tags(&self) -> &[Tag] {
                &self.tags
            }
        })+
    };
}

tagged!(ManagedPolicy, OidcProvider, Role, User);

impl IdentitySubject<User> {
    /// Looks for the user of that name in the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn user(tx: &mut Transaction, asking: &Principal, name: &str) -> Result<Self, StoreError> {
        let identities = identities(asking.partition(), asking.account());
        let found = match tx.get(&user_name_key(&identities, name)).await? {
            Some(named) => tx.get(&user_key(&identities, &named.0)).await?,
            None => None,
        };
        Ok(Self::named(asking, &format!("user/{name}"), found))
    }

    /// The user of that path and name as something that is to be made.
    #[must_use]
    pub fn new_user(asking: &Principal, path: &str, name: &str) -> Self {
        Self::named(asking, &format!("user{path}{name}"), None)
    }
}

impl IdentitySubject<Role> {
    /// Looks for the role of that name in the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn role(tx: &mut Transaction, asking: &Principal, name: &str) -> Result<Self, StoreError> {
        let identities = identities(asking.partition(), asking.account());
        let found = match tx.get(&role_name_key(&identities, name)).await? {
            Some(named) => tx.get(&role_key(&identities, &named.0)).await?,
            None => None,
        };
        Ok(Self::named(asking, &format!("role/{name}"), found))
    }

    /// The role of that path and name as something that is to be made.
    #[must_use]
    pub fn new_role(asking: &Principal, path: &str, name: &str) -> Self {
        Self::named(asking, &format!("role{path}{name}"), None)
    }
}

impl IdentitySubject<ManagedPolicy> {
    /// Looks for the managed policy of that ARN in the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn policy(tx: &mut Transaction, asking: &Principal, arn: &str) -> Result<Self, StoreError> {
        let (partition, account) = (asking.partition(), asking.account());
        let identities = identities(partition, account);
        let name = arn.rsplit('/').next().unwrap_or_default();
        let id = match aws_managed::by_arn(arn, partition) {
            Some(shipped) => Some(shipped.id.clone()),
            None => tx.get(&policy_name_key(&identities, name)).await?.map(|named| named.0.clone()),
        };
        let found = match id {
            Some(id) => operations::policy_by_id(tx, &identities, &id).await?,
            None => None,
        };
        let found = found.filter(|policy| policy.arn(partition, account) == arn);
        Ok(Self { arn: arn.to_owned(), ..Self::named(asking, "", found) })
    }

    /// The managed policy of that path and name as something that is to be made.
    #[must_use]
    pub fn new_policy(asking: &Principal, path: &str, name: &str) -> Self {
        Self::named(asking, &format!("policy{path}{name}"), None)
    }
}

impl IdentitySubject<OidcProvider> {
    /// Looks for the provider of that ARN in the account of whoever asks.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn provider(tx: &mut Transaction, asking: &Principal, arn: &str) -> Result<Self, StoreError> {
        let (partition, account) = (asking.partition(), asking.account());
        let url = arn.split_once(":oidc-provider/").map_or("", |(_, url)| url);
        let found = tx.get(&provider_key(&identities(partition, account), url)).await?;
        let found = found.filter(|provider| provider.arn(partition, account) == arn);
        Ok(Self { arn: arn.to_owned(), ..Self::named(asking, "", found) })
    }

    /// The provider of that URL, given without its scheme, as something that is to be made.
    #[must_use]
    pub fn new_provider(asking: &Principal, url: &str) -> Self {
        Self::named(asking, &format!("oidc-provider/{url}"), None)
    }
}

impl<T: Tagged> IdentitySubject<T> {
    /// What was found in the account of whoever asks, or else what was asked for, as the end of an ARN.
    fn named(asking: &Principal, asked: &str, found: Option<Arc<T>>) -> Self {
        let (partition, account) = (asking.partition(), asking.account().clone());
        let arn = match &found {
            Some(found) => found.arn(partition, &account),
            None => format!("arn:{partition}:iam::{account}:{asked}"),
        };
        Self { partition, account, arn, found }
    }
}

impl<T> IdentitySubject<T> {
    /// What was found.
    #[must_use]
    pub const fn found(&self) -> Option<&Arc<T>> {
        self.found.as_ref()
    }

    /// The ARN of what was found, or as it was asked for.
    #[must_use]
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The name that was asked for, which has no slash in it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or_default()
    }

    /// The account that it is looked for in.
    pub(crate) const fn account(&self) -> (Partition, &AccountId) {
        (self.partition, &self.account)
    }

    /// Where the identities of the account lie.
    pub(crate) fn identities(&self) -> Tenant {
        identities(self.partition, &self.account)
    }
}

impl<T: Tagged> Subject for IdentitySubject<T> {
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
        let value = Tag::find(self.found.as_ref()?.tags(), tag)?;
        Some(KeyValue::Single(value.into()))
    }
}

/// All identities of an account, for actions on none in particular.
#[derive(Debug, Clone)]
pub struct AccountIdentities {
    partition: Partition,
    account: AccountId,
}

impl AccountIdentities {
    /// Those of the account of whoever asks.
    #[must_use]
    pub fn of(asking: &Principal) -> Self {
        Self { partition: asking.partition(), account: asking.account().clone() }
    }

    /// The account.
    pub(crate) const fn account(&self) -> (Partition, &AccountId) {
        (self.partition, &self.account)
    }

    /// Where they lie.
    pub(crate) fn identities(&self) -> Tenant {
        identities(self.partition, &self.account)
    }
}

impl Subject for AccountIdentities {
    fn resource(&self) -> Cow<'_, str> {
        "*".into()
    }

    fn owner(&self) -> policy::Account<'_> {
        policy::Account { partition: self.partition.as_str(), id: self.account.as_str() }
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, _key: &ConditionKey) -> Option<KeyValue<'_>> {
        None
    }
}
