//! Following the commits of a store.
//!
//! A watch tells of every commit once, in order, until its reader falls too far behind; then it says so, and goes on
//! with the oldest commit it still has. A reader that keeps a copy of something therefore begins the watch first, reads
//! the store second, and skips commits that its copy already holds: both carry revisions.

use std::fmt;
use std::sync::Arc;

use seal::Keyring;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::engine::{Decoded, Revision, Write};
use crate::record::{downcast, unwrap};
use crate::{Found, KeyBytes, RecordKey, StoreError};

/// One commit, whole.
#[derive(Debug)]
pub struct CommitRecord {
    /// Its revision.
    pub revision: Revision,
    /// What it wrote: each key at most once.
    pub changes: Vec<Change>,
}

/// One key's new state.
pub struct Change {
    write: Write,
    keyring: Arc<Keyring>,
}

impl Change {
    pub(crate) fn new(write: Write, keyring: &Arc<Keyring>) -> Self {
        Self { write, keyring: keyring.clone() }
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &KeyBytes {
        &self.write.key
    }

    /// The key and the record now under it (nothing if it was deleted), if the key is a `K`; otherwise nothing.
    ///
    /// The inner result is [`StoreError::Damaged`] or [`StoreError::NewerFormat`] if the record cannot be read.
    #[must_use]
    pub fn record<K: RecordKey>(&self) -> Option<(K, Found<K>)> {
        let key = K::from_bytes(self.key())?;
        let record = self
            .decoded::<K>()
            .and_then(|record| record.map(|record| downcast::<K>(key.bytes(), record)).transpose());
        Some((key, record))
    }

    fn decoded<K: RecordKey>(&self) -> Result<Option<Decoded>, StoreError> {
        match (&self.write.decoded, &self.write.value) {
            (Some(decoded), _) => Ok(Some(decoded.clone())),
            (None, Some(value)) => unwrap::<K>(&self.keyring, self.key(), value).map(Some),
            (None, None) => Ok(None),
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change").field("write", &self.write).finish_non_exhaustive()
    }
}

/// What a watch tells.
#[derive(Debug, Clone)]
pub enum WatchEvent {
    /// The store is closed; nothing follows.
    Closed,
    /// The next commit.
    Commit(Arc<CommitRecord>),
    /// Commits were missed: read the store anew. Commits that it already holds may follow.
    Resync,
}

/// A stream of commits, from the moment it was made.
pub struct Watch {
    events: broadcast::Receiver<WatchEvent>,
    closed: bool,
}

impl Watch {
    pub(crate) fn new(events: broadcast::Receiver<WatchEvent>) -> Self {
        Self { events, closed: false }
    }

    /// Waits for the next event. Nothing is lost if the future is dropped.
    pub async fn next(&mut self) -> WatchEvent {
        if self.closed {
            return WatchEvent::Closed;
        }
        let event = match self.events.recv().await {
            Ok(event) => event,
            Err(RecvError::Lagged(_)) => WatchEvent::Resync,
            Err(RecvError::Closed) => WatchEvent::Closed,
        };
        self.closed = matches!(event, WatchEvent::Closed);
        event
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("closed", &self.closed).finish_non_exhaustive()
    }
}
