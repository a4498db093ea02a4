//! Signing keys that were derived once, so that a request costs one HMAC and not five, and no look-up of a secret.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::limits::SIGNING_KEYS_DEFAULT;
use crate::{Credential, SigningKey};

/// A bounded cache of signing keys by credential, that is by access key id, day, region and service.
///
/// The least recently used key makes way, so yesterday's leave by themselves. Whether an access key is still good is not
/// known here: whoever deactivates one calls [`forget`](Self::forget). Nor is a session
/// token: that must be checked on every call, hit or miss.
pub struct SigningKeyCache {
    keys: Cache<String, Arc<SigningKey>>,
    /// Counts the calls of `forget`.
    generation: AtomicU64,
}

/// That a signing key is not known. It is the ticket to put it into the cache, good until some access key is forgotten.
#[derive(Debug)]
pub struct Miss {
    generation: u64,
}

impl SigningKeyCache {
    /// A cache of at most `keys_max` signing keys.
    #[must_use]
    pub fn new(keys_max: u64) -> Self {
        let keys = Cache::builder()
            .max_capacity(keys_max)
            .eviction_policy(EvictionPolicy::lru())
            .support_invalidation_closures()
            .build();
        Self { keys, generation: AtomicU64::new(0) }
    }

    /// The signing key of a credential.
    ///
    /// # Errors
    ///
    /// [`Miss`] if it is not known: the caller loads the secret, and hands the ticket back with the derived key.
    pub fn get(&self, credential: &Credential) -> Result<Arc<SigningKey>, Miss> {
        // INVARIANT: the generation is read before the caller reads the secret, so a key that is forgotten in between
        // makes the ticket worthless.
        let generation = self.generation.load(Ordering::SeqCst);
        self.keys.get(credential.as_str()).ok_or(Miss { generation })
    }

    /// Keeps a signing key that was derived after a miss.
    ///
    /// To be called once a signature was verified with it, so that nobody fills the cache without a secret. Does nothing
    /// if any access key was forgotten since the miss: the secret it was derived from may be that one's.
    pub fn insert(&self, miss: Miss, credential: &Credential, key: Arc<SigningKey>) {
        if self.is_current(&miss) {
            self.keys.insert(credential.as_str().to_owned(), key);
            // `forget` may have run between the check and the insertion, and then has not seen the key.
            if !self.is_current(&miss) {
                self.keys.invalidate(credential.as_str());
            }
        }
    }

    /// Drops all signing keys of an access key, at once for every reader.
    pub fn forget(&self, access_key_id: &str) {
        self.generation.fetch_add(1, Ordering::SeqCst);
        let prefix = format!("{access_key_id}/");
        let forgotten = self.keys.invalidate_entries_if(move |credential, _| credential.starts_with(&prefix));
        // INVARIANT: the cache is built to support this; were it not, forgetting everything is right too.
        if forgotten.is_err() {
            self.keys.invalidate_all();
        }
        self.keys.run_pending_tasks();
    }

    fn is_current(&self, miss: &Miss) -> bool {
        self.generation.load(Ordering::SeqCst) == miss.generation
    }
}

impl fmt::Debug for SigningKeyCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SigningKeyCache")
            .field("keys", &self.keys.entry_count())
            .finish_non_exhaustive()
    }
}

impl Default for SigningKeyCache {
    fn default() -> Self {
        Self::new(SIGNING_KEYS_DEFAULT)
    }
}

#[cfg(test)]
mod tests;
