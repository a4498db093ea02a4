//! What is owed to a key at some instant, without anybody asking.

use jiff::Timestamp;
use store::{StoreError, SystemKey, Tenant, Transaction};

use crate::KeyId;
use crate::limits::DUE_PER_SWEEP_MAX;
use crate::record::due_key;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Delete a key whose window has ended.
    Delete,
    /// Remove what a deleted key has left behind, chunk by chunk.
    Erase,
    /// Replace a key's material.
    Rotate,
}

/// A duty, and to which key it is owed. When it is due stands in its key in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub duty: Duty,
    /// The account and region of the key.
    pub tenant: Tenant,
    /// The key.
    pub key: KeyId,
}

impl Due {
    /// A duty owed to the key with this id.
    #[must_use]
    pub fn to(key: KeyId, tenant: &Tenant, duty: Duty) -> Self {
        Self { duty, tenant: tenant.clone(), key }
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
///
/// # Errors
///
/// [`StoreError`]: the medium failed, or a record is damaged.
pub async fn due_now(
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
