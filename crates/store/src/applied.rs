//! The commits applied so far: the cache they leave behind, the newest revision, and those who follow them.

use std::sync::Arc;

use seal::Keyring;
use tokio::sync::{broadcast, watch};

use crate::cache::{Cache, Written};
use crate::engine::{Observer, Revision, Write};
use crate::limits::WATCH_BACKLOG_MAX;
use crate::watch::{Change, CommitRecord, Watch, WatchEvent};

pub(crate) struct Applied {
    pub(crate) cache: Cache,
    keyring: Arc<Keyring>,
    newest: watch::Sender<Revision>,
    events: broadcast::Sender<WatchEvent>,
}

impl Applied {
    pub(crate) fn new(keyring: Arc<Keyring>, cache_bytes_max: u64) -> Self {
        Self {
            cache: Cache::new(cache_bytes_max),
            keyring,
            newest: watch::Sender::new(Revision::default()),
            events: broadcast::Sender::new(WATCH_BACKLOG_MAX),
        }
    }

    /// The newest revision of which, and of all before it, everything here knows.
    pub(crate) fn revision(&self) -> Revision {
        *self.newest.borrow()
    }

    /// Takes `revision` as applied: nothing at or before it was ever cached.
    pub(crate) fn begin_at(&self, revision: Revision) {
        self.advance(revision);
    }

    /// Waits until every commit up to `revision` was applied. A snapshot runs ahead only for the moment between the
    /// engine's commit and its call to the observer.
    pub(crate) async fn reach(&self, revision: Revision) {
        let mut newest = self.newest.subscribe();
        // The sender lives in `self`, so waiting cannot fail.
        let _ = newest.wait_for(|newest| *newest >= revision).await;
    }

    pub(crate) fn watch(&self) -> Watch {
        Watch::new(self.events.subscribe())
    }

    pub(crate) fn close(&self) {
        let _ = self.events.send(WatchEvent::Closed);
    }

    fn advance(&self, revision: Revision) {
        self.newest.send_if_modified(|newest| {
            let advanced = revision > *newest;
            *newest = revision.max(*newest);
            advanced
        });
    }
}

impl Observer for Applied {
    fn committed(&self, revision: Revision, writes: Vec<Write>) {
        for write in &writes {
            let written = match (&write.value, &write.decoded) {
                (None, _) => Written::Deleted,
                (Some(value), Some(decoded)) => Written::Decoded(decoded, value.len()),
                (Some(_), None) => Written::Encoded,
            };
            self.cache.apply(&write.key, revision, written);
        }
        self.advance(revision);
        if self.events.receiver_count() > 0 {
            let changes = writes.into_iter().map(|write| Change::new(write, &self.keyring)).collect();
            // An error means that the last receiver has just gone.
            let _ = self.events.send(WatchEvent::Commit(Arc::new(CommitRecord { revision, changes })));
        }
    }

    fn missed(&self, revision: Revision) {
        self.cache.reset(revision);
        self.advance(revision);
        let _ = self.events.send(WatchEvent::Resync);
    }
}
