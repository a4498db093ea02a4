//! One attempt at a piece of work.
//!
//! # How all reads show one revision
//!
//! A transaction begins at R, the newest revision applied, and takes from the cache what is known at R. At the first
//! thing that the cache does not know it opens a snapshot, which is at S >= R, and waits until the cache too has reached
//! S. What it read before must then still be current at S: no commit after R wrote that key, or the snapshot itself
//! shows the same revision of it. If so, all its reads so far are of S, and it goes on at S, from the cache and the
//! snapshot. If not, it is *torn*: it runs again, and opens its snapshot first, so that it cannot be torn twice.
//!
//! A torn transaction may go on with nothing: each further read is refused, and whatever it yields is thrown away.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use seal::{Entropy, Keyring};

use crate::cache::Seen;
use crate::engine::{Commit, Decoded, Outcome, Revision, Row, Settled, Snapshot, TransactionId, Write};
use crate::footprint::{Footprint, Mark, Noting};
use crate::limits::{OPERATIONS_MAX, PAGE_ENTRIES_MAX, WRITE_BYTES_MAX};
use crate::record::{ENVELOPE_BYTES, body, downcast, unwrap, wrap};
use crate::store::Shared;
use crate::{KeyBytes, KeyRange, Record, RecordKey, StoreError};

/// What lies under a key: a record, nothing, or something that cannot be read.
pub type Found<K> = Result<Option<Arc<<K as RecordKey>::Record>>, StoreError>;

/// What was read, what is to be written, and the time and entropy of one attempt.
pub struct Transaction {
    shared: Arc<Shared>,
    now: Timestamp,
    entropy: Entropy,
    revision: Revision,
    snapshot: Option<Box<dyn Snapshot>>,
    reads: BTreeMap<KeyBytes, Seen>,
    /// What was read before, in other transactions, and held when it was asked for.
    footprints: Vec<Arc<Footprint>>,
    noting: Option<Noting>,
    writes: BTreeMap<KeyBytes, Option<Written>>,
    write_bytes: usize,
    torn: bool,
    keeps_refusal: bool,
}

/// A record to be written.
struct Written {
    record: Decoded,
    format: u8,
    body: Vec<u8>,
}

/// A page of records.
#[derive(Debug)]
pub struct Page<K: RecordKey> {
    /// The records with their keys, in the order of the range.
    pub entries: Vec<(K, Arc<K::Record>)>,
    /// Whether the range holds more. A page may hold less than was asked for even so.
    pub more: bool,
}

pub(crate) enum Committed {
    /// With the key that it was most likely about.
    Conflict(KeyBytes),
    Done,
}

impl Transaction {
    pub(crate) async fn begin(shared: Arc<Shared>, pinned: bool) -> Result<Self, StoreError> {
        let now = shared.clock.now();
        let mut tx = Self {
            now: Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now),
            entropy: shared.entropy(),
            revision: shared.applied.revision(),
            snapshot: None,
            reads: BTreeMap::new(),
            footprints: Vec::new(),
            noting: None,
            writes: BTreeMap::new(),
            write_bytes: 0,
            torn: false,
            keeps_refusal: false,
            shared,
        };
        if pinned {
            tx.pin().await?;
        }
        Ok(tx)
    }

    /// The present instant: read once per attempt, in whole milliseconds.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A generator of random bytes, fresh at each attempt.
    pub fn entropy(&mut self) -> &mut Entropy {
        &mut self.entropy
    }

    /// The unlocked store keys.
    #[must_use]
    pub fn keyring(&self) -> &Arc<Keyring> {
        &self.shared.keyring
    }

    /// Whether anything was written so far, so that a commit will follow.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        !self.writes.is_empty()
    }

    /// The revision that all reads so far show. It may grow until the first read that the cache cannot answer.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The record under `key`, own writes included.
    ///
    /// What was read once is kept: asking again costs a map lookup.
    ///
    /// # Errors
    ///
    /// - [`StoreError::Damaged`], [`StoreError::NewerFormat`]: the record cannot be read.
    /// - Otherwise what the engine answers. After [`StoreError::Contended`] the attempt is repeated whatever it yields.
    pub async fn get<K: RecordKey>(&mut self, key: &K) -> Found<K> {
        let bytes = key.bytes();
        self.noting.iter_mut().for_each(|noting| noting.key(bytes));
        if let Some(written) = self.writes.get(bytes) {
            return typed::<K>(bytes, written.as_ref().map(|written| written.record.clone()));
        }
        if let Some(seen) = self.reads.get(bytes) {
            return typed::<K>(bytes, seen.record.clone());
        }
        let seen = self.read::<K>(bytes).await?;
        self.reads.insert(bytes.clone(), seen.clone());
        typed::<K>(bytes, seen.record)
    }

    /// Writes a record, in place of whatever lies under `key`.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooLarge`]: the transaction holds more than [`OPERATIONS_MAX`] reads and writes, or more than
    /// [`WRITE_BYTES_MAX`] to write. It cannot be committed any more.
    pub fn put<K: RecordKey>(&mut self, key: &K, record: K::Record) -> Result<(), StoreError> {
        let body = body(&record);
        let written = Written { record: Arc::new(record), format: K::Record::FORMAT, body };
        self.write(key.bytes(), Some(written))
    }

    /// Deletes the record under `key`, if there is one.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooLarge`], as for [`Transaction::put`].
    pub fn delete<K: RecordKey>(&mut self, key: &K) -> Result<(), StoreError> {
        self.write(key.bytes(), None)
    }

    /// The first `limit` records of a range, at most [`PAGE_ENTRIES_MAX`] and fewer if they are large.
    ///
    /// Shows the revision of the other reads, but not the transaction's own writes; and it is not validated when the
    /// transaction commits, so what must not change under a writer (a count, a name that is free) hangs on a key.
    ///
    /// # Errors
    ///
    /// As for [`Transaction::get`].
    pub async fn page<K: RecordKey>(
        &mut self,
        range: &KeyRange<K>,
        limit: usize,
    ) -> Result<Page<K>, StoreError> {
        let span = range.span();
        if limit == 0 || span.from >= span.to {
            return Ok(Page { entries: Vec::new(), more: false });
        }
        self.noting.iter_mut().for_each(Noting::page);
        let snapshot = self.pin().await?;
        let (rows, more) = snapshot.page(&span, limit.min(PAGE_ENTRIES_MAX)).await?;
        let entries = rows.iter().map(|row| self.entry::<K>(row)).collect::<Result<_, _>>()?;
        Ok(Page { entries, more })
    }

    /// Begins to note what is read, for [`Transaction::footprint`].
    pub fn note_reads(&mut self) -> Mark {
        self.noting.get_or_insert_default().mark()
    }

    /// The footprint of what was read by key since `mark`; nothing if a page was read too, or something of the
    /// transaction's own writing, or if the reads do not hang together.
    #[must_use]
    pub fn footprint(&self, mark: Mark) -> Option<Footprint> {
        let keys = self.noting.as_ref()?.since(mark)?;
        if self.torn || keys.iter().any(|key| self.writes.contains_key(key)) {
            return None;
        }
        // A key that was read is among the reads; one whose reading failed is not, and then nothing was made of it.
        let seen: Option<Vec<_>> = keys.iter().map(|key| Some((key, self.reads.get(key)?))).collect();
        Some(Footprint::of(&self.shared.applied, self.revision, seen?.into_iter()))
    }

    /// Whether all that was read for a footprint is what this transaction would read. If so it counts as read: it must
    /// still be so when the transaction commits.
    ///
    /// It says no to a transaction that has written already, whose own writes a footprint knows nothing of.
    pub fn holds(&mut self, footprint: &Arc<Footprint>) -> bool {
        let holds =
            !self.torn && self.writes.is_empty() && footprint.holds_at(&self.shared.applied, self.revision);
        if holds && footprint.len() > 0 {
            self.footprints.push(footprint.clone());
        }
        holds
    }

    /// Has what was written committed even if the work then refuses.
    pub fn refuse_and_keep(&mut self) {
        self.keeps_refusal = true;
    }

    pub(crate) fn keeps_refusal(&self) -> bool {
        self.keeps_refusal
    }

    pub(crate) fn is_torn(&self) -> bool {
        self.torn
    }

    /// Commits what was written; without writes there is nothing to commit and nothing to validate.
    pub(crate) async fn commit(mut self) -> Result<Committed, StoreError> {
        let Some(first) = self.writes.keys().next().cloned() else { return Ok(Committed::Done) };
        self.within_bounds()?;
        // The snapshot goes first, so that no engine waits for a reader that waits for it.
        self.snapshot = None;
        let id = TransactionId(self.entropy.bytes());
        let reads: BTreeMap<_, _> =
            self.all_reads().map(|(key, written_at)| (key.clone(), written_at)).collect();
        let reads = reads.into_iter().collect();
        let writes = std::mem::take(&mut self.writes);
        let writes = writes.into_iter().map(|(key, written)| self.sealed(key, written)).collect();
        match self.shared.engine.commit(Commit { id, reads, writes }).await {
            Outcome::Committed(_) => Ok(Committed::Done),
            Outcome::Conflict => Ok(Committed::Conflict(self.lost_over(first))),
            Outcome::Failed(error) => Err(error),
            Outcome::Unknown => self.settle(id, first).await,
        }
    }

    /// The key to take turns over: the first that was read and has been written since, as far as the cache knows. What
    /// was merely written may be another key for each contender.
    fn lost_over(&self, written: KeyBytes) -> KeyBytes {
        let stale = |key: &&KeyBytes| self.shared.applied.cache.written_after(key, self.revision);
        self.all_reads().map(|(key, _)| key).find(stale).cloned().unwrap_or(written)
    }

    /// Asks what became of the commit. It is never run again: it may have been done.
    async fn settle(&self, id: TransactionId, written: KeyBytes) -> Result<Committed, StoreError> {
        match self.shared.engine.settle(id).await {
            Settled::Committed(_) => Ok(Committed::Done),
            // Nothing was changed and nothing will be, as after a conflict.
            Settled::Lost => Ok(Committed::Conflict(written)),
            Settled::Unknown => Err(StoreError::Unknown),
        }
    }

    fn sealed(&self, key: KeyBytes, written: Option<Written>) -> Write {
        let Some(Written { record, format, body }) = written else {
            return Write { key, value: None, decoded: None };
        };
        let value = Some(wrap(&self.shared.keyring, &key, format, &body));
        Write { key, value, decoded: Some(record) }
    }

    fn write(&mut self, key: &KeyBytes, written: Option<Written>) -> Result<(), StoreError> {
        self.write_bytes += bytes_of(key, written.as_ref());
        if let Some(before) = self.writes.insert(key.clone(), written) {
            self.write_bytes -= bytes_of(key, before.as_ref());
        }
        self.within_bounds()
    }

    fn within_bounds(&self) -> Result<(), StoreError> {
        let before: usize = self.footprints.iter().map(|footprint| footprint.len()).sum();
        let operations = self.reads.len() + before + self.writes.len();
        let fits = operations <= OPERATIONS_MAX && self.write_bytes <= WRITE_BYTES_MAX;
        fits.then_some(()).ok_or(StoreError::TooLarge)
    }

    async fn read<K: RecordKey>(&mut self, key: &KeyBytes) -> Result<Seen, StoreError> {
        if self.torn {
            return Err(StoreError::Contended);
        }
        if let Some(seen) = self.shared.applied.cache.hit(key, self.revision) {
            return Ok(seen);
        }
        let row = self.pin().await?.get(key).await?;
        let value_bytes = row.as_ref().map_or(0, |row| row.value.len());
        let seen = match row {
            Some(row) => Seen { since: row.revision, record: Some(self.record::<K>(&row)?) },
            None => Seen { since: self.revision, record: None },
        };
        self.shared.applied.cache.fill(key, seen.clone(), self.revision, value_bytes);
        Ok(seen)
    }

    /// The snapshot, opened unless it is; from then on all reads are of its revision.
    async fn pin(&mut self) -> Result<&mut dyn Snapshot, StoreError> {
        if self.torn {
            return Err(StoreError::Contended);
        }
        if self.snapshot.is_none() {
            let mut snapshot = self.shared.engine.snapshot().await?;
            self.shared.applied.reach(snapshot.revision()).await;
            self.torn = !self.reads_hold_in(snapshot.as_mut()).await?;
            self.revision = snapshot.revision();
            self.snapshot = Some(snapshot);
        }
        match &mut self.snapshot {
            Some(snapshot) if !self.torn => Ok(snapshot.as_mut()),
            _ => Err(StoreError::Contended),
        }
    }

    /// Whether all that was read before is what the snapshot shows.
    async fn reads_hold_in(&self, snapshot: &mut dyn Snapshot) -> Result<bool, StoreError> {
        let newer = snapshot.revision() >= self.revision;
        for (key, written_at) in self.all_reads() {
            if newer && !self.shared.applied.cache.written_after(key, self.revision) {
                continue;
            }
            if snapshot.get(key).await?.map(|row| row.revision) != written_at {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Everything read so far, with the revision of the commit that wrote it.
    fn all_reads(&self) -> impl Iterator<Item = (&KeyBytes, Option<Revision>)> {
        let own = self.reads.iter().map(|(key, seen)| (key, seen.written_at()));
        own.chain(self.footprints.iter().flat_map(|footprint| footprint.reads()))
    }

    fn entry<K: RecordKey>(&self, row: &Row) -> Result<(K, Arc<K::Record>), StoreError> {
        let key =
            K::from_bytes(&row.key).ok_or_else(|| StoreError::Damaged { record: row.key.to_string() })?;
        let record = downcast::<K>(&row.key, self.record::<K>(row)?)?;
        Ok((key, record))
    }

    /// The record in a row. A row from the future cannot be: its revision was altered.
    fn record<K: RecordKey>(&self, row: &Row) -> Result<Decoded, StoreError> {
        if row.revision > self.revision {
            return Err(StoreError::Damaged { record: row.key.to_string() });
        }
        unwrap::<K>(&self.shared.keyring, &row.key, &row.value)
    }
}

fn typed<K: RecordKey>(key: &KeyBytes, record: Option<Decoded>) -> Found<K> {
    record.map(|record| downcast::<K>(key, record)).transpose()
}

fn bytes_of(key: &KeyBytes, written: Option<&Written>) -> usize {
    key.as_slice().len() + written.map_or(0, |written| ENVELOPE_BYTES + written.body.len())
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tx = f.debug_struct("Transaction");
        tx.field("revision", &self.revision).field("reads", &self.reads.len());
        tx.field("writes", &self.writes.len()).finish_non_exhaustive()
    }
}
