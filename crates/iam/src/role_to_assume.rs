//! A role that somebody wants to put on.

use std::borrow::Cow;
use std::sync::Arc;

use arn::{AccountId, Partition};
use store::{StoreError, Transaction};

use crate::policy::{self, ConditionKey, KeyValue, Policy};
use crate::record::{identities, role_key, role_name_key};
use crate::{Role, Subject, Tag};

/// The ARN of a role, of whatever account.
///
/// Source: IAM User Guide, "IAM identifiers", IAM ARNs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleArn {
    text: String,
    partition: Partition,
    account: AccountId,
}

/// The text is not a role's ARN (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not the ARN of a role")]
pub struct InvalidRoleArn;

impl RoleArn {
    /// The ARN that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidRoleArn`] unless it is `arn:PARTITION:iam::ACCOUNT:role/…`.
    pub fn parse(text: &str) -> Result<Self, InvalidRoleArn> {
        let mut parts = text.splitn(6, ':');
        let mut next = || parts.next().ok_or(InvalidRoleArn);
        let (scheme, partition, service, region, account, resource) =
            (next()?, next()?, next()?, next()?, next()?, next()?);
        let is_role = resource.strip_prefix("role/").is_some_and(|name| !name.is_empty());
        if scheme != "arn" || service != "iam" || !region.is_empty() || !is_role {
            return Err(InvalidRoleArn);
        }
        Ok(Self {
            text: text.to_owned(),
            partition: partition.parse().map_err(|_| InvalidRoleArn)?,
            account: account.parse().map_err(|_| InvalidRoleArn)?,
        })
    }

    /// The ARN's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The partition.
    #[must_use]
    pub const fn partition(&self) -> Partition {
        self.partition
    }

    /// The role's account.
    #[must_use]
    pub const fn account(&self) -> &AccountId {
        &self.account
    }
}

/// A role as it was asked for, found or not.
#[derive(Debug, Clone)]
pub struct RoleToAssume {
    arn: RoleArn,
    found: Option<Arc<Role>>,
}

impl RoleToAssume {
    /// Looks for the role in the account that its ARN names.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the medium failed, or a record is damaged.
    pub async fn seek(tx: &mut Transaction, arn: &RoleArn) -> Result<Self, StoreError> {
        let identities = identities(arn.partition, &arn.account);
        let name = arn.text.rsplit('/').next().unwrap_or_default();
        let found = match tx.get(&role_name_key(&identities, name)).await? {
            Some(named) => tx.get(&role_key(&identities, &named.0)).await?,
            None => None,
        };
        let found = found.filter(|role| role.arn(arn.partition, &arn.account) == arn.text);
        Ok(Self { arn: arn.clone(), found })
    }

    /// What was asked for.
    #[must_use]
    pub const fn arn(&self) -> &RoleArn {
        &self.arn
    }

    /// The role, if there is one.
    #[must_use]
    pub const fn found(&self) -> Option<&Arc<Role>> {
        self.found.as_ref()
    }
}

impl Subject for RoleToAssume {
    fn resource(&self) -> Cow<'_, str> {
        self.arn.as_str().into()
    }

    fn owner(&self) -> policy::Account<'_> {
        policy::Account { partition: self.arn.partition.as_str(), id: self.arn.account.as_str() }
    }

    fn policy(&self) -> Option<&Policy> {
        self.found.as_ref().map(|role| role.trust.policy().as_ref())
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        let name = key.as_str();
        let tag = name.strip_prefix("aws:resourcetag/").or(name.strip_prefix("iam:resourcetag/"))?;
        Some(KeyValue::Single(Tag::find(&self.found.as_ref()?.tags, tag)?.into()))
    }
}
