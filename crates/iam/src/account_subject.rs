//! What a call is about that is about nothing in particular: the account itself.

use std::borrow::Cow;

use store::Tenant;

use crate::Subject;
use crate::policy::{Account, ConditionKey, KeyValue, Policy};

/// An account, for actions on nothing in particular.
///
/// Policies see `*`: a statement about a certain resource does not apply.
///
/// Source: Service Authorization Reference, actions without resource types.
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
        Account { partition: self.tenant.partition(), id: self.tenant.account() }
    }

    fn policy(&self) -> Option<&Policy> {
        None
    }

    fn lookup(&self, _key: &ConditionKey) -> Option<KeyValue<'_>> {
        None
    }
}
