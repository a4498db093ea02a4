//! The process whose disk loses power: several writers on one engine, in several lives.
//!
//! Knows the engine and takes notes; that somebody records its calls is unknown to it.

use std::fs::{File, OpenOptions};
use std::path::Path;

use anyhow::bail;
use clap::ValueEnum;
use rusqlite::Connection;
use store::{Engine, Outcome, Revision};
use store_embedded::EmbeddedEngine;
use tokio::runtime::{Builder, Runtime};

use crate::ledger::{self, Note};
use crate::limits::{CHECKPOINT_TRANSACTIONS, WRITERS};
use crate::transaction::Transaction;

/// The folder of the store below the recorded one.
pub(crate) const STORE: &str = "store";

/// One opening of the store, to its clean end.
#[derive(Clone, Copy, Debug)]
struct Life {
    /// How many transactions each writer commits.
    transactions: u64,
    has_large_values: bool,
    /// Whether the log is copied into the database every now and then, as the engine does it itself after 16 MiB.
    is_checkpointed: bool,
}

/// What the writers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plan {
    /// One life with large values, which comes to the engine's own checkpoint.
    Large,
    /// Several lives, mostly with small values, with checkpoints in between.
    Small,
}

const LARGE: [Life; 1] = [Life { transactions: 75, has_large_values: true, is_checkpointed: false }];

const SMALL: [Life; 3] = [
    Life { transactions: 20, has_large_values: false, is_checkpointed: false },
    Life { transactions: 45, has_large_values: false, is_checkpointed: true },
    Life { transactions: 10, has_large_values: true, is_checkpointed: true },
];

impl Plan {
    fn lives(self) -> &'static [Life] {
        match self {
            Self::Large => &LARGE,
            Self::Small => &SMALL,
        }
    }
}

/// Lives all lives of a plan in `root`.
///
/// # Errors
///
/// The engine refuses what it has no reason to refuse, or the medium fails.
pub(crate) fn run(root: &Path, plan: Plan) -> anyhow::Result<()> {
    let notes = OpenOptions::new().create_new(true).write(true).open(root.join(ledger::FILE))?;
    let mut places = vec![Place::default(); usize::try_from(WRITERS)?];
    for life in plan.lives() {
        let engine = EmbeddedEngine::open(&root.join(STORE))?;
        live(*life, &Desk { engine: &engine, notes: &notes, root }, &mut places)?;
        runtime()?.block_on(engine.close())?;
    }
    Ok(())
}

/// What the writers share.
#[derive(Clone, Copy)]
struct Desk<'a> {
    engine: &'a EmbeddedEngine,
    notes: &'a File,
    root: &'a Path,
}

/// Where a writer stands: how many transactions it has written, and the last of them with its revision.
#[derive(Clone, Debug, Default)]
struct Place {
    written: u64,
    last: Option<(Transaction, Revision)>,
}

fn live(life: Life, desk: &Desk<'_>, places: &mut [Place]) -> anyhow::Result<()> {
    std::thread::scope(|scope| {
        let writers = (0..).zip(places);
        let started: Vec<_> =
            writers.map(|(writer, place)| scope.spawn(move || write(writer, life, desk, place))).collect();
        started
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| bail!("a writer panicked")))
    })
}

fn write(writer: u64, life: Life, desk: &Desk<'_>, place: &mut Place) -> anyhow::Result<()> {
    let runtime = runtime()?;
    // A connection beside the engine's: the engine itself copies its log only after 16 MiB or at its end.
    let beside = Connection::open(desk.root.join(STORE).join("store.db"))?;
    beside.pragma_update(None, "synchronous", "FULL")?;
    for count in 0..life.transactions {
        let transaction = Transaction::new(writer, place.written, life.has_large_values);
        Note::Submitted { transaction: transaction.0 }.write(desk.notes)?;
        let revision = match runtime.block_on(desk.engine.commit(transaction.commit(place.last))) {
            Outcome::Committed(revision) => revision,
            other @ (Outcome::Conflict | Outcome::Failed(_) | Outcome::Unknown) => {
                bail!("transaction {transaction:?} ended with {other:?}")
            }
        };
        Note::Acknowledged { transaction: transaction.0, revision: revision.0 }.write(desk.notes)?;
        *place = Place { written: place.written + 1, last: Some((transaction, revision)) };
        if life.is_checkpointed && count % CHECKPOINT_TRANSACTIONS == writer {
            // As the engine's own: it copies what it may without waiting for anybody.
            beside.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
    }
    Ok(())
}

fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_current_thread().build()?)
}
