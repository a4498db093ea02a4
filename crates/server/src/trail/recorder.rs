//! What the server holds of its trail: the trail itself, what is owed to it, and the count of strangers.

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use audit::{Admission, RedeliverError, Refused as NotTaken};
use audit::{Encoded, EntryId, EventId, Flood, Occasion, OutboxEntry, Summary, Trail};
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
    owed: Mutex<Vec<OutboxEntry>>,
    trouble: Mutex<Repeated>,
}

impl Recorder {
    /// The recorder of a trail that was brought up to date with these entries of the outbox.
    pub(crate) fn new(trail: Trail, delivered: Vec<EntryId>) -> Self {
        Self {
            trail,
            flood: Mutex::default(),
            delivered: Mutex::new(delivered),
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
            return Ok(Records::Loose(events));
        }
        let after = self.trail.sequence();
        let entry = audit::enqueue(tx, self.trail.node(), after, &events)?;
        Ok(if entry.is_some() {
            Records::Kept(OutboxEntry { after, events })
        } else {
            Records::Loose(events)
        })
    }

    /// Appends records. A change that is in the outbox is recorded, whatever becomes of the trail; anything else must not
    /// be answered unless the trail has taken it.
    pub(crate) async fn deliver(&self, records: Records) -> Result<(), Refused> {
        match records {
            Records::Kept(entry) => self.deliver_kept(entry).await,
            Records::Loose(events) => self.append(events).await.map_err(|_| Failure::internal())?,
        }
        Ok(())
    }

    async fn deliver_kept(&self, entry: OutboxEntry) {
        match self.append(entry.events.clone()).await {
            Ok(()) => lock(&self.delivered).extend(entry.id()),
            Err(_) => self.owe([entry]),
        }
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
    fn owe(&self, entries: impl IntoIterator<Item = OutboxEntry>) {
        let mut owed = lock(&self.owed);
        let room = RECORDS_OWED_MAX.saturating_sub(owed.len());
        owed.extend(entries.into_iter().take(room));
    }

    /// Signs where the trail stands, empties the outbox of what is on disk, and appends what is owed. Called each second.
    pub(crate) async fn keep(&self, store: &Store) {
        let counted = lock(&self.flood).close(wire_now());
        self.append_count(counted).await;
        let delivered = mem::take(&mut *lock(&self.delivered));
        let owed = mem::take(&mut *lock(&self.owed));
        // What was written before a failed sync counts for nothing, whatever can be read of it. Asked after the lists are
        // taken: a doubt that comes between the two is about what is in them.
        let in_doubt = self.trail.is_in_doubt();
        if let Err(failure) = audit::checkpoint(&self.trail, store, wire_now()).await {
            return self.keep_all(&failure, delivered, owed);
        }
        // Whatever was handed to the trail before is written or refused by now.
        let kept = match in_doubt {
            true => self.append_again(store, &delivered, &owed).await,
            false => self.settle(store, &delivered, &owed).await,
        };
        match kept {
            Ok(written) => lock(&self.delivered).extend(written),
            Err(failure) => self.keep_all(&failure, delivered, owed),
        }
    }

    /// Removes what is on disk, and appends what is owed unless it came to stand in the trail after all. Answers what is to
    /// be removed after the next head.
    async fn settle(
        &self,
        store: &Store,
        delivered: &[EntryId],
        owed: &[OutboxEntry],
    ) -> Result<Vec<EntryId>, RedeliverError> {
        audit::remove(store, self.trail.node(), delivered).await?;
        if !owed.is_empty() {
            audit::append_absent(&self.trail, &owed.iter().collect::<Vec<_>>()).await?;
        }
        Ok(owed.iter().filter_map(OutboxEntry::id).collect())
    }

    async fn append_again(
        &self,
        store: &Store,
        delivered: &[EntryId],
        owed: &[OutboxEntry],
    ) -> Result<Vec<EntryId>, RedeliverError> {
        let all =
            delivered.iter().copied().chain(owed.iter().filter_map(OutboxEntry::id)).collect::<Vec<_>>();
        audit::append_again(store, &self.trail, &all).await?;
        Ok(all)
    }

    /// Keeps everything for the next time.
    fn keep_all(
        &self,
        failure: &(dyn std::error::Error + 'static),
        delivered: Vec<EntryId>,
        owed: Vec<OutboxEntry>,
    ) {
        tracing::error!(error = %Chain(failure), "the audit trail was not brought up to date; this is tried again");
        lock(&self.delivered).extend(delivered);
        self.owe(owed);
    }

    /// Records how many strangers were counted.
    async fn append_count(&self, counted: Option<Summary>) {
        let Some(summary) = counted else { return };
        let id = EventId::generate(&mut Entropy::system());
        let event = summary.event(Occasion { id, time: wire_now(), region: None, account: None });
        if self.append(vec![event.encode()]).await.is_err() {
            tracing::error!(
                count = summary.count,
                "unauthenticated calls were counted, which was not recorded"
            );
        }
    }

    /// Records the last count, signs the last head, and lets the writer finish.
    pub(crate) async fn close(&self, store: &Store) {
        let counted = lock(&self.flood).finish();
        self.append_count(counted).await;
        self.keep(store).await;
        // What was owed until now stands behind the head.
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
