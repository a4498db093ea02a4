//! What making, moving and deleting an alias is about.

use std::borrow::Cow;

use arn::AccountId;
use iam::policy::{Account, ConditionKey, KeyValue, Policy};
use iam::{Caller, Subject};
use store::Tenant;

use super::{account, of_caller};
use crate::AliasName;

/// An alias that a caller wants to make, move or delete.
#[derive(Debug, Clone)]
pub struct AliasSubject {
    tenant: Tenant,
    caller_account: AccountId,
    name: AliasName,
}

impl AliasSubject {
    /// The alias of that name in the caller's account, whether it exists or not.
    #[must_use]
    pub fn new(caller: &Caller, home: &Tenant, name: AliasName) -> Self {
        Self { tenant: home.clone(), caller_account: caller.principal.account().clone(), name }
    }

    /// The alias.
    #[must_use]
    pub const fn name(&self) -> &AliasName {
        &self.name
    }

    /// The account and region that it lies in.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }
}

impl Subject for AliasSubject {
    fn resource(&self) -> Cow<'_, str> {
        self.name.arn(&self.tenant).into()
    }

    fn owner(&self) -> Account<'_> {
        account(&self.tenant)
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        of_caller(key.as_str(), self.caller_account.as_str(), None, self.tenant.region())
    }
}
