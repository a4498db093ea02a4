//! The catalogues of all tenants, shared by those who keep them and those who list by them.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use store::Tenant;

use crate::{Catalogue, CataloguePage, Position, Query, Secret, SecretName};

/// One catalogue for each account and region that has secrets. Each call holds the lock for one step only.
#[derive(Debug, Default)]
pub struct Catalogues(RwLock<HashMap<Tenant, Catalogue>>);

impl Catalogues {
    /// Takes in the present state of a secret.
    pub fn apply(&self, tenant: &Tenant, secret: &Secret) {
        self.write().entry(tenant.clone()).or_default().apply(secret);
    }

    /// Forgets a secret.
    pub fn remove(&self, tenant: &Tenant, name: &SecretName) {
        if let Some(catalogue) = self.write().get_mut(tenant) {
            catalogue.remove(name);
        }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.write().clear();
    }

    /// The next candidates of a tenant behind `after`, at most `limit`; see [`Catalogue::page`].
    #[must_use]
    pub fn page(
        &self,
        tenant: &Tenant,
        query: &Query,
        after: Option<&Position>,
        limit: usize,
    ) -> CataloguePage {
        let nothing = || CataloguePage { names: Vec::new(), next: None };
        self.read().get(tenant).map_or_else(nothing, |catalogue| catalogue.page(query, after, limit))
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<Tenant, Catalogue>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    // A panic while writing could leave a catalogue half changed; what it answers are candidates that are checked against
    // the records, so the worst is a secret missing from lists until the next start.
    fn write(&self) -> RwLockWriteGuard<'_, HashMap<Tenant, Catalogue>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
