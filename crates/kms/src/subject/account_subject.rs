//! What is about no key in particular.

use std::borrow::Cow;

use iam::Subject;
use iam::policy::{Account, ConditionKey, KeyValue, Policy};
use store::Tenant;

use super::{account, of_caller};

/// The account itself, for actions on no key in particular.
#[derive(Debug, Clone)]
pub struct AccountSubject {
    tenant: Tenant,
}

impl AccountSubject {
    /// The caller's account, in the endpoint's region.
    #[must_use]
    pub fn new(home: &Tenant) -> Self {
        Self { tenant: home.clone() }
    }

    /// The account and region.
    #[must_use]
    pub const fn tenant(&self) -> &Tenant {
        &self.tenant
    }
}

impl Subject for AccountSubject {
    fn resource(&self) -> Cow<'_, str> {
        "*".into()
    }

    fn owner(&self) -> Account<'_> {
        account(&self.tenant)
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, key: &ConditionKey) -> Option<KeyValue<'_>> {
        of_caller(key.as_str(), self.tenant.account(), None, self.tenant.region())
    }
}
