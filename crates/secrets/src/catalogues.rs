//! The catalogues of all tenants, shared by those who keep them and those who list by them.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use store::Tenant;

use crate::{Catalogue, CataloguePage, Position, Query, Secret, SecretName};

/// One catalogue for each account and region. Each call holds the lock for one step only.
#[derive(Debug, Default)]
pub struct Catalogues(RwLock<HashMap<Tenant, Kept>>);

/// What is kept of one tenant.
#[derive(Debug)]
enum Kept {
    /// All that was told of it.
    Whole(Box<Catalogue>),
    /// Nothing: some record of the tenant could not be read.
    GivenUp,
}

impl Catalogues {
    /// Takes in the present state of a secret, unless its tenant was given up.
    pub fn apply(&self, tenant: &Tenant, secret: &Secret) {
        let mut kept = self.write();
        let kept = kept.entry(tenant.clone()).or_insert_with(|| Kept::Whole(Box::default()));
        if let Kept::Whole(catalogue) = kept {
            catalogue.apply(secret);
        }
    }

    /// Forgets a secret.
    pub fn remove(&self, tenant: &Tenant, name: &SecretName) {
        if let Some(Kept::Whole(catalogue)) = self.write().get_mut(tenant) {
            catalogue.remove(name);
        }
    }

    /// Forgets a tenant for good: its listings go by the index from now on.
    pub fn give_up(&self, tenant: &Tenant) {
        self.write().insert(tenant.clone(), Kept::GivenUp);
    }

    /// The next candidates of a tenant behind `after`, at most `limit`; see [`Catalogue::page`]. None for a tenant that was
    /// given up.
    #[must_use]
    pub fn page(
        &self,
        tenant: &Tenant,
        query: &Query,
        after: Option<&Position>,
        limit: usize,
    ) -> Option<CataloguePage> {
        match self.read().get(tenant) {
            Some(Kept::Whole(catalogue)) => Some(catalogue.page(query, after, limit)),
            Some(Kept::GivenUp) => None,
            None => Some(CataloguePage { names: Vec::new(), next: None }),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<Tenant, Kept>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    // A panic while writing could leave a catalogue half changed; what it answers are candidates that are checked against
    // the records, so the worst is a secret missing from lists until the next start.
    fn write(&self) -> RwLockWriteGuard<'_, HashMap<Tenant, Kept>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
