//! What is owed to a secret at some instant, without anybody asking.

use jiff::Timestamp;
use store::{StoreError, SystemKey, Tenant, Transaction};

use crate::limits::DUE_PER_SWEEP_MAX;
use crate::record::due_key;
use crate::{Secret, SecretName, SecretSerial};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Remove what a purged secret has left behind, chunk by chunk.
    Erase,
    /// Remove deprecated versions beyond the hundredth.
    Prune,
    /// Remove a secret whose recovery window has ended.
    Purge,
}

/// A duty, and to which secret it is owed. When it is due stands in its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub duty: Duty,
    /// The account and region of the secret.
    pub tenant: Tenant,
    /// The secret's name.
    pub name: SecretName,
    /// The secret's serial: a later secret of the same name is not meant.
    pub serial: SecretSerial,
}

impl Due {
    /// A duty owed to `secret`.
    #[must_use]
    pub fn to(secret: &Secret, tenant: &Tenant, duty: Duty) -> Self {
        Self { duty, tenant: tenant.clone(), name: secret.name.clone(), serial: secret.serial }
    }

    /// Puts the duty on the list for `at`.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the transaction has reached its bounds.
    pub fn schedule(self, tx: &mut Transaction, at: Timestamp) -> Result<(), StoreError> {
        tx.put(&due_key(&self, at), self)
    }

    /// Takes the duty off the list, where it stood for `at`.
    ///
    /// # Errors
    ///
    /// [`StoreError`]: the transaction has reached its bounds.
    pub fn cancel(&self, tx: &mut Transaction, at: Timestamp) -> Result<(), StoreError> {
        tx.delete(&due_key(self, at))
    }
}

/// The next duties of one shard behind `after` that are due by now, earliest first, with when they were due.
pub(crate) async fn due_by(
    tx: &mut Transaction,
    shard: u64,
    after: Option<&(Due, Timestamp)>,
) -> Result<Vec<(Due, Timestamp)>, StoreError> {
    let now = tx.now();
    let all = SystemKey::<Due>::of().number(shard).prefix();
    let rest = after.map_or_else(|| all.clone(), |(due, at)| all.clone().after(&due_key(due, *at)));
    let page = tx.page(&rest, DUE_PER_SWEEP_MAX).await?;
    let at = |key: &SystemKey<Due>| {
        let mut parts = key.parts();
        parts.number().and_then(|_| parts.instant())
    };
    let dated = page.entries.into_iter().filter_map(|(key, due)| at(&key).map(|at| (Due::clone(&due), at)));
    Ok(dated.take_while(|(_, at)| *at <= now).collect())
}
