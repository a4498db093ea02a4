//! Whether the database's structure is sound.
//!
//! A record that was changed is told by its code when it is read. A record that a damaged index no longer finds is told by
//! nothing: it looks like one that was never there. So the structure is checked whenever a server starts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use store::StoreError;
use store_embedded::EmbeddedEngine;

use crate::chain::Chain;
use crate::limits::CHECKED_AT_START_BYTES_MAX;

/// What the check has found so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Integrity(Arc<AtomicBool>);

impl Integrity {
    /// Checks a small database now, and begins to check a large one.
    pub(crate) async fn begin(engine: &Arc<EmbeddedEngine>) -> Result<Self, StoreError> {
        let found = Self::default();
        let (engine, noted) = (Arc::clone(engine), found.clone());
        let small = engine.database_bytes()? <= CHECKED_AT_START_BYTES_MAX;
        let checking = tokio::task::spawn_blocking(move || noted.check(&engine));
        if small {
            checking.await.map_err(|_| StoreError::Unavailable)??;
        }
        Ok(found)
    }

    /// Whether damage was found.
    pub(crate) fn is_damaged(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn check(&self, engine: &EmbeddedEngine) -> Result<(), StoreError> {
        let outcome = engine.check();
        if let Err(failure) = &outcome {
            self.0.store(true, Ordering::Relaxed);
            tracing::error!(error = %Chain(failure), "the database is damaged: restore it from a backup");
        }
        outcome
    }
}
