//! The contract of an [`Engine`], as a suite that every engine passes.
//!
//! Each function takes a [`Bench`] with an empty medium, runs in a tokio runtime of several threads, and answers what was
//! broken. [`contract_suite!`](crate::contract_suite) makes a test of each. The random ones follow from fixed seeds as far
//! as their decisions go; how tasks interleave is the scheduler's affair.

mod coherence;
mod commits;
mod following;
mod isolation;
mod keeping;
mod paging;
mod retries;

use std::sync::Arc;

use jiff::Timestamp;
use seal::{Entropy, Keyring};

use crate::{
    Engine, ManualClock, Options, Pending, Record, Store, StoreError, SystemKey, Transaction, Undecodable,
    Work,
};

pub use coherence::{
    a_small_cache_agrees_with_a_model, concurrent_readers_see_acknowledged_writes,
    damage_is_named_not_returned,
};
pub use commits::{
    a_closed_engine_is_unavailable, a_commit_is_applied_whole_or_not_at_all, a_stale_read_conflicts,
    acknowledged_commits_survive_reopening, commits_are_observed_in_order_before_they_are_acknowledged,
    snapshots_stand_still, the_last_batch_can_be_settled_after_reopening,
    the_sealed_keyring_is_replaced_only_as_expected, values_of_every_size_return_unchanged,
};
pub use following::{a_slow_watch_is_told_to_resync, a_watch_rebuilds_the_store};
pub use isolation::{
    increments_are_never_lost, pairs_are_never_torn, totals_are_kept, write_skew_is_impossible,
};
pub use keeping::{
    what_is_kept_agrees_with_what_is_read, what_is_kept_holds_until_it_is_written, what_is_kept_is_validated,
};
pub use paging::pages_agree_with_a_model;
pub use retries::{
    a_refusal_is_discarded_unless_kept, a_transaction_is_bounded, a_transaction_sees_its_own_writes,
    conflicts_are_retried_and_bounded, contenders_take_turns,
};

/// Something that engines are opened on, such as a directory.
pub trait Bench: Send + Sync {
    /// Opens an engine on what earlier engines of this bench left behind: nothing the first time. The one before was
    /// closed.
    fn open(&self) -> Pending<'_, Result<Arc<dyn Engine>, StoreError>>;
}

/// A promise that an engine, or the store on it, did not keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Something else was seen than the contract allows.
    #[error("{0}")]
    Promise(String),
    /// An error where the contract allows none.
    #[error("an error where none may be")]
    Store(#[from] StoreError),
}

/// Makes a test of each function of the suite; `$bench` is an expression for a fresh [`Bench`].
///
/// The crate that uses it has `tokio` among its dependencies, with `macros` and `rt-multi-thread`.
#[macro_export]
macro_rules! contract_suite {
    ($bench:expr) => {
        $crate::contract_suite! { @tests $bench;
            a_closed_engine_is_unavailable
            a_commit_is_applied_whole_or_not_at_all
            a_refusal_is_discarded_unless_kept
            a_slow_watch_is_told_to_resync
            a_small_cache_agrees_with_a_model
            a_stale_read_conflicts
            a_transaction_is_bounded
            a_transaction_sees_its_own_writes
            a_watch_rebuilds_the_store
            acknowledged_commits_survive_reopening
            commits_are_observed_in_order_before_they_are_acknowledged
            concurrent_readers_see_acknowledged_writes
            conflicts_are_retried_and_bounded
            contenders_take_turns
            damage_is_named_not_returned
            increments_are_never_lost
            pages_agree_with_a_model
            pairs_are_never_torn
            snapshots_stand_still
            the_last_batch_can_be_settled_after_reopening
            the_sealed_keyring_is_replaced_only_as_expected
            totals_are_kept
            values_of_every_size_return_unchanged
            what_is_kept_agrees_with_what_is_read
            what_is_kept_holds_until_it_is_written
            what_is_kept_is_validated
            write_skew_is_impossible
        }
    };
    (@tests $bench:expr; $($name:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() {
                if let Err(broken) = $crate::contract::$name(&$bench).await {
                    panic!("{broken:?}");
                }
            }
        )*
    };
}

/// Breaks the contract with `what` unless `holds`.
fn check(holds: bool, what: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken::Promise(what())) }
}

/// The record that the suite writes: a number, and ballast to make it large.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    number: u64,
    ballast: Vec<u8>,
}

impl Cell {
    fn of(number: u64) -> Self {
        Self { number, ballast: Vec::new() }
    }
}

impl Record for Cell {
    const KIND: &'static str = "contract-cell";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.number.to_be_bytes());
        out.extend_from_slice(&self.ballast);
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let (number, ballast) = bytes.split_first_chunk().ok_or(Undecodable)?;
        Ok(Self { number: u64::from_be_bytes(*number), ballast: ballast.to_vec() })
    }
}

type Key = SystemKey<Cell>;

fn cell(number: u64) -> Key {
    Key::of().number(number)
}

/// The number under a key, 0 if it is absent.
async fn number(tx: &mut Transaction, key: &Key) -> Result<u64, StoreError> {
    Ok(tx.get(key).await?.map_or(0, |cell| cell.number))
}

async fn store(bench: &dyn Bench, cache_bytes_max: u64) -> Result<Store, Broken> {
    open(bench.open().await?, cache_bytes_max).await
}

/// A store whose keyring is the same each time, so that it can be opened again.
async fn open(engine: Arc<dyn Engine>, cache_bytes_max: u64) -> Result<Store, Broken> {
    open_with(engine, Options { cache_bytes_max, ..Options::default() }).await
}

async fn open_with(engine: Arc<dyn Engine>, options: Options) -> Result<Store, Broken> {
    let keyring = Arc::new(Keyring::generate(&mut Entropy::dangerous_seeded(1)));
    let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
    Ok(Store::open(engine, keyring, clock, options).await?)
}

/// Work made of a closure.
struct Step<F>(F);

impl<F, T> Work for Step<F>
where
    F: for<'a> Fn(&'a mut Transaction) -> Pending<'a, Result<T, Broken>> + Sync,
    T: Send,
{
    type Done = T;
    type Failure = Broken;

    fn run(&self, tx: &mut Transaction) -> impl Future<Output = Result<T, Broken>> + Send {
        (self.0)(tx)
    }
}

async fn transact<F, T>(store: &Store, step: F) -> Result<T, Broken>
where
    F: for<'a> Fn(&'a mut Transaction) -> Pending<'a, Result<T, Broken>> + Sync,
    T: Send,
{
    store.transact(&Step(step)).await
}

async fn put(store: &Store, key: Key, number: u64) -> Result<(), Broken> {
    transact(store, move |tx| {
        let key = key.clone();
        Box::pin(async move { Ok(tx.put(&key, Cell::of(number))?) })
    })
    .await
}

async fn read(store: &Store, key: Key) -> Result<u64, Broken> {
    transact(store, move |tx| {
        let key = key.clone();
        Box::pin(async move { Ok(number(tx, &key).await?) })
    })
    .await
}

/// Runs the tasks at the same time and reports the first that broke something.
async fn together(tasks: Vec<Pending<'static, Result<(), Broken>>>) -> Result<(), Broken> {
    let running: Vec<_> = tasks.into_iter().map(tokio::spawn).collect();
    for task in running {
        task.await.map_err(|error| Broken::Promise(error.to_string()))??;
    }
    Ok(())
}
