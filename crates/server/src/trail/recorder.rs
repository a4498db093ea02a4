//! What the server holds of its trail: the trail itself, what is owed to it, and the count of strangers.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use audit::{Admission, Refused as NotTaken};
use audit::{Encoded, EntryId, EventId, Flood, Occasion, Trail};
use jiff::Timestamp;
use seal::Entropy;
use store::{Store, StoreError, Transaction};
use wire::Failure;

use super::Records;
use crate::answer::Refused;
use crate::chain::Chain;
use crate::clock::wire_now;
use crate::limits::RECORDS_OWED_MAX;
use crate::repeated::Repeated;

/// Puts records on the trail.
pub(crate) struct Recorder {
    trail: Trail,
    flood: Mutex<Flood>,
    /// Entries of the outbox that stand in the trail, perhaps not on disk yet.
    delivered: Mutex<Vec<EntryId>>,
    /// Entries of the outbox that the trail did not take in time.
    owed: Mutex<Vec<(EntryId, Vec<Encoded>)>>,
    trouble: Mutex<Repeated>,
}

impl Recorder {
    pub(crate) fn new(trail: Trail) -> Self {
        Self {
            trail,
            flood: Mutex::default(),
            delivered: Mutex::default(),
            owed: Mutex::default(),
            trouble: Mutex::default(),
        }
    }

    /// Whether records are not taken at present: then nothing should be changed either.
    pub(crate) fn is_failing(&self) -> bool {
        self.trail.is_failing()
    }

    /// Whether the refusal of somebody unknown is recorded by itself; otherwise it is counted.
    pub(super) fn admits_stranger(&self, now: Timestamp) -> bool {
        lock(&self.flood).admit(now) == Admission::Record
    }

    /// Puts the records of a change into the outbox; those of anything else go straight to the trail.
    pub(super) fn enqueue(&self, tx: &mut Transaction, events: Vec<Encoded>) -> Result<Records, StoreError> {
        if !tx.is_writing() {
            return Ok(Records { events, entry: None });
        }
        let entry = audit::enqueue(tx, self.trail.node(), self.trail.sequence(), &events)?;
        Ok(Records { events, entry })
    }

    /// Appends records. A change that is in the outbox is recorded, whatever becomes of the trail; anything else must not
    /// be answered unless the trail has taken it.
    pub(crate) async fn deliver(&self, records: Records) -> Result<(), Refused> {
        let Some(entry) = records.entry else {
            return self.append(records.events).await.map_err(|_| Failure::internal().into());
        };
        match self.append(records.events.clone()).await {
            Ok(()) => lock(&self.delivered).push(entry),
            Err(_) => self.owe(entry, records.events),
        }
        Ok(())
    }

    async fn append(&self, events: Vec<Encoded>) -> Result<(), NotTaken> {
        let appended = self.trail.append(events).await;
        if let Err(failure) = &appended
            && let Some(count) = lock(&self.trouble).once_more()
        {
            tracing::error!(error = %Chain(failure), count, "a call was not recorded");
        }
        appended
    }

    /// Those beyond the bound are appended at the next start.
    fn owe(&self, entry: EntryId, events: Vec<Encoded>) {
        let mut owed = lock(&self.owed);
        if owed.len() < RECORDS_OWED_MAX {
            owed.push((entry, events));
        }
    }

    /// Appends what is owed, signs where the trail stands, and empties the outbox of what is on disk. Called each second.
    pub(crate) async fn keep(&self, store: &Store) {
        self.append_owed().await;
        self.append_count(wire_now()).await;
        let delivered = mem::take(&mut *lock(&self.delivered));
        if let Err(failure) = audit::checkpoint(&self.trail, store, wire_now()).await {
            self.keep_failed(&failure, delivered);
        } else if let Err(failure) = audit::remove(store, self.trail.node(), &delivered).await {
            self.keep_failed(&failure, delivered);
        }
    }

    fn keep_failed(&self, failure: &(dyn std::error::Error + 'static), delivered: Vec<EntryId>) {
        tracing::error!(error = %Chain(failure), "the audit trail's head was not signed; this is tried again");
        lock(&self.delivered).extend(delivered);
    }

    async fn append_owed(&self) {
        let owed = mem::take(&mut *lock(&self.owed));
        for (entry, events) in owed {
            match self.append(events.clone()).await {
                Ok(()) => lock(&self.delivered).push(entry),
                Err(_) => self.owe(entry, events),
            }
        }
    }

    /// Records how many strangers were counted, once that count is closed.
    async fn append_count(&self, now: Timestamp) {
        let Some(summary) = lock(&self.flood).close(now) else { return };
        let id = EventId::generate(&mut Entropy::system());
        let event = summary.event(Occasion { id, time: now, region: None, account: None });
        // A count that the trail does not take is in the log.
        let _logged = self.append(vec![event.encode()]).await;
    }

    /// Records the last count, signs the last head, and lets the writer finish.
    pub(crate) async fn close(&self, store: &Store) {
        self.keep(store).await;
        self.trail.close().await;
    }

    /// Records something that nobody's principal did.
    pub(super) async fn append_event(&self, event: &audit::Event) -> Result<(), NotTaken> {
        self.append(vec![event.encode()]).await
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves a list or a counter as it was before or after one step.
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
