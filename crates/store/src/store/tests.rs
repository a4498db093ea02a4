//! What the store makes of an engine's answers.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};

use crate::applied::Applied;
use crate::memory::{Disk, Fault, Volatile};
use crate::{
    Clock, Engine, ManualClock, Observer, Options, Record, RecordKey, Revision, Store, StoreError, SystemKey,
    Transaction, Undecodable, Work, Write,
};

#[derive(Debug)]
struct Count(u32);

impl Record for Count {
    const KIND: &'static str = "count";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_be_bytes());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        bytes.try_into().map(|bytes| Self(u32::from_be_bytes(bytes))).map_err(|_| Undecodable)
    }
}

fn key() -> SystemKey<Count> {
    SystemKey::of().text("count")
}

/// Adds one, and counts its own runs.
#[derive(Default)]
struct Increment {
    runs: AtomicU32,
}

impl Work for Increment {
    type Done = [u8; 8];
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<[u8; 8], StoreError> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        let count = tx.get(&key()).await?.map_or(0, |count| count.0);
        tx.put(&key(), Count(count + 1))?;
        Ok(tx.entropy().bytes())
    }
}

struct Read;

impl Work for Read {
    type Done = (u32, Timestamp);
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(u32, Timestamp), StoreError> {
        Ok((tx.get(&key()).await?.map_or(0, |count| count.0), tx.now()))
    }
}

/// The outcome of one increment under faults, how often it ran, and what the count is afterwards.
async fn under(faults: &[Fault]) -> (Result<(), StoreError>, u32, u32) {
    let disk = Disk::default();
    let (store, _) = Store::in_memory_on(&disk, 1);
    faults.iter().for_each(|fault| disk.inject(fault.clone()));
    let work = Increment::default();
    let outcome = store.transact(&work).await.map(|_| ());
    let count = store.transact(&Read).await.unwrap().0;
    (outcome, work.runs.load(Ordering::SeqCst), count)
}

#[tokio::test]
async fn a_conflict_runs_the_work_again() {
    assert_eq!(under(&[Fault::Conflict, Fault::Conflict]).await, (Ok(()), 3, 1));
}

#[tokio::test]
async fn a_failure_is_passed_on() {
    for error in [StoreError::Full, StoreError::Busy, StoreError::Unavailable] {
        assert_eq!(under(&[Fault::Fail(error.clone())]).await, (Err(error), 1, 0));
    }
}

/// Running it again would have counted twice.
#[tokio::test]
async fn an_unknown_commit_that_was_done_is_not_run_again() {
    assert_eq!(under(&[Fault::UnknownApplied]).await, (Ok(()), 1, 1));
}

#[tokio::test]
async fn an_unknown_commit_that_was_lost_is_run_again() {
    assert_eq!(under(&[Fault::UnknownLost]).await, (Ok(()), 2, 1));
}

#[tokio::test]
async fn a_commit_that_stays_unknown_is_reported_so() {
    assert_eq!(under(&[Fault::UnknownForGood]).await, (Err(StoreError::Unknown), 1, 1));
}

#[tokio::test]
async fn reading_costs_no_commit() {
    let disk = Disk::default();
    let (store, _) = Store::in_memory_on(&disk, 1);
    disk.inject(Fault::Fail(StoreError::Full));
    assert_eq!(store.transact(&Read).await.unwrap().0, 0);
    assert_eq!(store.revision().0, 0);
}

#[tokio::test]
async fn each_attempt_has_entropy_of_its_own_that_follows_from_the_seed() {
    let draw = async |seed| {
        let (store, _) = Store::in_memory(seed);
        [(); 2]
            .map(|()| store.clone())
            .map(async |store| store.transact(&Increment::default()).await.unwrap())
    };
    let both = async |seed| {
        let [one, two] = draw(seed).await;
        (one.await, two.await)
    };
    let (one, two) = both(5).await;
    assert_ne!(one, two);
    assert_eq!(both(5).await, (one, two));
    assert_ne!(both(6).await.0, one);
}

#[tokio::test]
async fn the_clock_is_read_at_each_attempt_in_whole_milliseconds() {
    let (store, clock) = Store::in_memory(1);
    let before = store.transact(&Read).await.unwrap().1;
    assert_eq!(before.to_string(), "2026-01-01T00:00:00Z");
    clock.advance(SignedDuration::new(3, 1_999_999));
    assert_eq!(store.transact(&Read).await.unwrap().1.to_string(), "2026-01-01T00:00:03.001Z");
}

#[tokio::test]
async fn what_another_store_wrote_on_the_disk_is_read_and_vouched_for() {
    let disk = Disk::default();
    let (store, _) = Store::in_memory_on(&disk, 1);
    store.transact(&Increment::default()).await.unwrap();
    store.close().await.unwrap();
    let (again, _) = Store::in_memory_on(&disk, 1);
    assert_eq!(again.transact(&Read).await.unwrap().0, 1);
    assert!(disk.tamper(key().bytes(), |value| value[22] ^= 1));
    again.close().await.unwrap();
    let (again, _) = Store::in_memory_on(&disk, 1);
    let damaged = StoreError::Damaged { record: "scount/count/".to_owned() };
    assert_eq!(again.transact(&Read).await, Err(damaged));
}

#[tokio::test]
async fn a_closed_store_refuses_what_its_cache_does_not_hold() {
    let (store, _) = Store::in_memory(1);
    store.close().await.unwrap();
    assert_eq!(store.transact(&Read).await.map(|_| ()), Err(StoreError::Unavailable));
    assert_eq!(store.transact(&Increment::default()).await.map(|_| ()), Err(StoreError::Unavailable));
}

/// Deletes the count of another name, then reads it.
struct Other {
    delete: bool,
}

impl Work for Other {
    type Done = bool;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<bool, StoreError> {
        let key = SystemKey::<Count>::of().text("other");
        if self.delete {
            tx.delete(&key)?;
        }
        Ok(tx.get(&key).await?.is_some())
    }
}

#[tokio::test]
async fn what_was_written_or_deleted_is_served_without_the_engine() {
    let (store, _) = Store::in_memory(1);
    store.transact(&Increment::default()).await.unwrap();
    store.transact(&Other { delete: true }).await.unwrap();
    store.close().await.unwrap();
    assert_eq!(store.transact(&Read).await.map(|(count, _)| count), Ok(1));
    assert_eq!(store.transact(&Other { delete: false }).await, Ok(false));
}

/// An observer that can be made to lag behind its engine, as it does between a commit and the call to the observer.
struct Lagging {
    observer: Arc<dyn Observer>,
    held: Mutex<Option<Vec<Unseen>>>,
}

type Unseen = (Revision, Vec<Write>);

impl Lagging {
    fn hold(&self) {
        *self.held.lock().unwrap() = Some(Vec::new());
    }

    fn release(&self) {
        let held = self.held.lock().unwrap().take().unwrap_or_default();
        held.into_iter().for_each(|(revision, writes)| self.observer.committed(revision, writes));
    }
}

impl Observer for Lagging {
    fn committed(&self, revision: Revision, writes: Vec<Write>) {
        match &mut *self.held.lock().unwrap() {
            Some(held) => held.push((revision, writes)),
            None => self.observer.committed(revision, writes),
        }
    }

    fn missed(&self, revision: Revision) {
        self.observer.missed(revision);
    }
}

/// Reads the count and the other one.
struct Both;

impl Work for Both {
    type Done = (u32, u32);
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(u32, u32), StoreError> {
        let other = tx.get(&SystemKey::<Count>::of().text("other")).await?.map_or(0, |count| count.0);
        Ok((tx.get(&key()).await?.map_or(0, |count| count.0), other))
    }
}

/// Writes the same count under both names.
struct PutBoth(u32);

impl Work for PutBoth {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.put(&key(), Count(self.0))?;
        tx.put(&SystemKey::<Count>::of().text("other"), Count(self.0))
    }
}

/// The cache knows one of two records, as it was before a commit that changed both; the snapshot shows the commit. The
/// reader must not mix the two.
#[tokio::test]
async fn a_snapshot_ahead_of_the_cache_waits_for_it() {
    let disk = Disk::default();
    let (first, _) = Store::in_memory_on(&disk, 1);
    first.transact(&PutBoth(1)).await.unwrap();
    first.close().await.unwrap();
    let engine = Volatile::open(&disk);
    let applied = Arc::new(Applied::new(first.keyring().clone(), 10_000));
    let lagging = Arc::new(Lagging { observer: applied.clone(), held: Mutex::new(None) });
    applied.begin_at(engine.observe(lagging.clone()).await.unwrap());
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
    let store = Store::assemble(engine, applied, first.keyring().clone(), clock, &Options::default());
    assert_eq!(store.transact(&Read).await.unwrap().0, 1);

    lagging.hold();
    store.transact(&PutBoth(2)).await.unwrap();
    let reader = tokio::spawn({
        let store = store.clone();
        async move { store.transact(&Both).await }
    });
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    assert!(!reader.is_finished());
    lagging.release();
    assert_eq!(reader.await.unwrap(), Ok((2, 2)));
}

/// Transactions cross threads, and so does a reference to one.
#[test]
fn a_transaction_is_send_and_sync() {
    fn both<T: Send + Sync>() {}
    both::<Transaction>();
    both::<Arc<Store>>();
}
