//! The engine that keeps everything in memory: for tests, simulations and stores that are thrown away.
//!
//! What it holds is its [`Disk`], which outlives it as a disk outlives a process. Commits can be made to go wrong.
//! A commit while a snapshot is alive copies the map, so it is not meant for large stores under load.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use seal::{Entropy, Keyring};

use crate::applied::Applied;
use crate::engine::{
    Commit, Engine, Observer, Outcome, Pending, Revision, Row, Settled, Snapshot, TransactionId, Write,
};
use crate::limits::{CACHE_BYTES_DEFAULT, PAGE_BYTES_MAX};
use crate::{Clock, KeyBytes, ManualClock, Options, Span, Store, StoreError};

/// How many transactions a [`Disk`] can be asked about after the fact.
const MARKERS_MAX: usize = 1_024;

/// How the next commit goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It conflicts, whatever it read.
    Conflict,
    /// It fails with this error and changes nothing.
    Fail(StoreError),
    /// It is done, but its writer is told that this is not known; asked afterwards, the engine knows.
    UnknownApplied,
    /// It is done, but neither its writer nor anybody who asks afterwards is told.
    UnknownForGood,
    /// It is not done, but its writer is told that this is not known; asked afterwards, the engine knows.
    UnknownLost,
}

/// What a [`Volatile`] keeps. Clones are the same disk.
#[derive(Clone, Default)]
pub struct Disk(Arc<Mutex<Contents>>);

type Rows = BTreeMap<KeyBytes, (Revision, Vec<u8>)>;

#[derive(Default)]
struct Contents {
    rows: Arc<Rows>,
    newest: Revision,
    markers: VecDeque<(TransactionId, Settled)>,
    faults: VecDeque<Fault>,
    observer: Option<Arc<dyn Observer>>,
}

impl Disk {
    /// Makes the next commit go wrong that no earlier call has spoken for.
    pub fn inject(&self, fault: Fault) {
        self.contents().faults.push_back(fault);
    }

    /// Changes the value under `key` behind the engine's back, as a failing medium or an intruder would. Answers whether
    /// there was one.
    pub fn tamper(&self, key: &KeyBytes, change: impl FnOnce(&mut Vec<u8>)) -> bool {
        let mut contents = self.contents();
        Arc::make_mut(&mut contents.rows).get_mut(key).map(|(_, value)| change(value)).is_some()
    }

    /// A lock whose holder panicked is taken over: a test that panicked is over anyway.
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contents = self.contents();
        let mut disk = f.debug_struct("Disk");
        disk.field("rows", &contents.rows.len()).field("newest", &contents.newest).finish_non_exhaustive()
    }
}

/// An engine on a [`Disk`]. A commit survives the engine as long as the disk is kept.
#[derive(Debug)]
pub struct Volatile {
    disk: Disk,
    closed: AtomicBool,
}

impl Volatile {
    /// Opens what lies on `disk`. No other engine may use it at the same time.
    #[must_use]
    pub fn open(disk: &Disk) -> Arc<Self> {
        Arc::new(Self { disk: disk.clone(), closed: AtomicBool::new(false) })
    }

    fn contents(&self) -> Result<MutexGuard<'_, Contents>, StoreError> {
        if self.closed.load(Ordering::SeqCst) {
            Err(StoreError::Unavailable)
        } else {
            Ok(self.disk.contents())
        }
    }

    fn observe_now(&self, observer: Arc<dyn Observer>) -> Result<Revision, StoreError> {
        let mut contents = self.contents()?;
        contents.observer = Some(observer);
        Ok(contents.newest)
    }

    fn commit_now(&self, commit: Commit) -> Outcome {
        match self.contents() {
            Ok(mut contents) => contents.commit(commit),
            Err(error) => Outcome::Failed(error),
        }
    }

    fn snapshot_now(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        let contents = self.contents()?;
        Ok(Box::new(Frozen { rows: contents.rows.clone(), revision: contents.newest }))
    }

    fn settle_now(&self, id: TransactionId) -> Settled {
        let Ok(contents) = self.contents() else { return Settled::Unknown };
        contents
            .markers
            .iter()
            .find(|(marker, _)| *marker == id)
            .map_or(Settled::Lost, |(_, settled)| *settled)
    }

    fn close_now(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.disk.contents().observer = None;
    }
}

impl Contents {
    fn commit(&mut self, commit: Commit) -> Outcome {
        match self.faults.pop_front() {
            Some(Fault::Conflict) => return Outcome::Conflict,
            Some(Fault::Fail(error)) => return Outcome::Failed(error),
            Some(Fault::UnknownLost) => return Outcome::Unknown,
            None if !self.holds(&commit.reads) => return Outcome::Conflict,
            None => return Outcome::Committed(self.apply(commit, Settled::Committed)),
            Some(Fault::UnknownApplied) if self.holds(&commit.reads) => {
                self.apply(commit, Settled::Committed)
            }
            Some(Fault::UnknownForGood) if self.holds(&commit.reads) => {
                self.apply(commit, |_| Settled::Unknown)
            }
            Some(Fault::UnknownApplied | Fault::UnknownForGood) => return Outcome::Conflict,
        };
        Outcome::Unknown
    }

    fn holds(&self, reads: &[(KeyBytes, Option<Revision>)]) -> bool {
        reads.iter().all(|(key, expected)| self.rows.get(key).map(|(revision, _)| *revision) == *expected)
    }

    fn apply(&mut self, commit: Commit, settled: impl FnOnce(Revision) -> Settled) -> Revision {
        let revision = Revision(self.newest.0 + 1);
        let rows = Arc::make_mut(&mut self.rows);
        for Write { key, value, .. } in &commit.writes {
            match value {
                Some(value) => rows.insert(key.clone(), (revision, value.clone())),
                None => rows.remove(key),
            };
        }
        self.newest = revision;
        self.mark(commit.id, settled(revision));
        if let Some(observer) = &self.observer {
            observer.committed(revision, commit.writes);
        }
        revision
    }

    fn mark(&mut self, id: TransactionId, settled: Settled) {
        self.markers.push_back((id, settled));
        if self.markers.len() > MARKERS_MAX {
            self.markers.pop_front();
        }
    }
}

impl Engine for Volatile {
    fn observe(&self, observer: Arc<dyn Observer>) -> Pending<'_, Result<Revision, StoreError>> {
        Box::pin(async move { self.observe_now(observer) })
    }

    fn snapshot(&self) -> Pending<'_, Result<Box<dyn Snapshot>, StoreError>> {
        Box::pin(async move { self.snapshot_now() })
    }

    fn commit(&self, commit: Commit) -> Pending<'_, Outcome> {
        Box::pin(async move { self.commit_now(commit) })
    }

    fn settle(&self, id: TransactionId) -> Pending<'_, Settled> {
        Box::pin(async move { self.settle_now(id) })
    }

    fn close(&self) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.close_now();
            Ok(())
        })
    }
}

struct Frozen {
    rows: Arc<Rows>,
    revision: Revision,
}

impl Frozen {
    fn page_now(&self, span: &Span, limit: usize) -> (Vec<Row>, bool) {
        if span.from >= span.to {
            return (Vec::new(), false);
        }
        let range = self.rows.range(&span.from..&span.to);
        let mut range: Box<dyn Iterator<Item = _>> =
            if span.reversed { Box::new(range.rev()) } else { Box::new(range) };
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while rows.len() < limit && (rows.is_empty() || bytes < PAGE_BYTES_MAX) {
            let Some((key, stored)) = range.next() else { return (rows, false) };
            bytes += stored.1.len();
            rows.push(row(key, stored));
        }
        (rows, range.next().is_some())
    }
}

fn row(key: &KeyBytes, (revision, value): &(Revision, Vec<u8>)) -> Row {
    Row { key: key.clone(), revision: *revision, value: value.clone() }
}

impl Snapshot for Frozen {
    fn revision(&self) -> Revision {
        self.revision
    }

    fn get<'a>(&'a mut self, key: &'a KeyBytes) -> Pending<'a, Result<Option<Row>, StoreError>> {
        let row = self.rows.get(key).map(|stored| row(key, stored));
        Box::pin(std::future::ready(Ok(row)))
    }

    fn page<'a>(
        &'a mut self,
        span: &'a Span,
        limit: usize,
    ) -> Pending<'a, Result<(Vec<Row>, bool), StoreError>> {
        let page = self.page_now(span, limit);
        Box::pin(std::future::ready(Ok(page)))
    }
}

impl Store {
    /// A new store in memory, with a clock that stands at 2026-01-01T00:00:00Z until it is moved, and with keyring and
    /// entropy that follow from `seed`. For tests and simulations.
    #[must_use]
    pub fn in_memory(seed: u64) -> (Self, Arc<ManualClock>) {
        Self::in_memory_on(&Disk::default(), seed)
    }

    /// As [`Store::in_memory`], on a disk of the caller's: to open it again with the same seed, or to have it fail. For
    /// tests and simulations.
    #[must_use]
    pub fn in_memory_on(disk: &Disk, seed: u64) -> (Self, Arc<ManualClock>) {
        let start = Timestamp::from_second(1_767_225_600).unwrap_or(Timestamp::UNIX_EPOCH);
        let clock = Arc::new(ManualClock::at(start));
        let keyring = Arc::new(Keyring::generate(&mut Entropy::dangerous_seeded(seed)));
        let engine = Volatile::open(disk);
        let applied = Arc::new(Applied::new(keyring.clone(), CACHE_BYTES_DEFAULT));
        // INVARIANT: an engine that was just opened is not closed, which is the only error of this call.
        applied.begin_at(engine.observe_now(applied.clone()).unwrap_or_default());
        let told: Arc<dyn Clock> = clock.clone();
        let options = Options { dangerous_seed: Some(seed), ..Options::default() };
        (Self::assemble(engine, applied, keyring, told, &options), clock)
    }
}

#[cfg(test)]
mod tests;
