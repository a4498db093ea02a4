//! Cuts the power at many moments, opens what is left and has it judged.

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;

use seal::Entropy;
use store::{Engine, KeyBytes, Outcome, Row, Span, StoreError};
use store_embedded::EmbeddedEngine;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::disk::{Disk, Image, Survival};
use crate::ledger::Ledger;
use crate::limits::{PAGE_ROWS, REUSED_ONE_IN, VIOLATIONS_SHOWN_MAX, WRITERS};
use crate::trace::Trace;
use crate::transaction::Transaction;
use crate::verdict::{Violation, judge};
use crate::writer::STORE;

/// What was found in how many images.
#[derive(Debug, Default)]
pub(crate) struct Examination {
    /// How many images were opened.
    pub(crate) images: usize,
    /// How many of them were written to, closed and opened once more.
    pub(crate) reused: usize,
    /// How many times an acknowledged transaction was looked for.
    pub(crate) acknowledged: usize,
    /// How many promises were broken.
    pub(crate) violations: usize,
    /// The first of them, and where.
    pub(crate) shown: Vec<String>,
}

impl fmt::Display for Examination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { images, reused, acknowledged, violations, .. } = self;
        write!(f, "{images} images opened ({reused} of them written to and opened again), ")?;
        write!(f, "{acknowledged} acknowledged transactions checked, {violations} violations")
    }
}

/// At which moments the power is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moments {
    /// After each call.
    All,
    /// After so many calls that about this many images are made.
    About(usize),
}

impl Examination {
    /// Examines a trace.
    ///
    /// # Errors
    ///
    /// The trace is not understood, or an image cannot be written.
    pub(crate) fn of(trace: &Trace, moments: Moments, seed: u64) -> anyhow::Result<Self> {
        let mut entropy = Entropy::dangerous_seeded(seed);
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let (mut disk, mut ledger, mut examination) = (Disk::default(), Ledger::default(), Self::default());
        for (call, event) in trace.0.iter().enumerate() {
            ledger.take(event);
            disk.apply(event)?;
            for survival in Survival::ALL {
                if moments.include(trace.0.len(), &mut entropy) {
                    let image = Image::of(&disk, survival, &mut entropy);
                    let is_reused = entropy.below(REUSED_ONE_IN) == 0;
                    let violations = open(&image, &ledger, is_reused, &runtime)?;
                    examination.add(
                        &ledger,
                        is_reused,
                        violations.iter().map(|violation| {
                            format!(
                                "power cut after call {call}, {survival:?} unsynced survives: {violation}"
                            )
                        }),
                    );
                }
            }
        }
        Ok(examination)
    }

    fn add(&mut self, ledger: &Ledger, is_reused: bool, violations: impl Iterator<Item = String>) {
        self.images += 1;
        self.reused += usize::from(is_reused);
        self.acknowledged += ledger.acknowledged.len();
        for violation in violations {
            self.violations += 1;
            if self.shown.len() < VIOLATIONS_SHOWN_MAX {
                self.shown.push(violation);
            }
        }
    }
}

impl Moments {
    /// Whether one of the images of one of so many calls is to be made.
    fn include(self, calls: usize, entropy: &mut Entropy) -> bool {
        match self {
            Self::All => true,
            Self::About(images) => {
                let candidates = u32::try_from(calls.saturating_mul(Survival::ALL.len())).unwrap_or(u32::MAX);
                usize::try_from(entropy.below(candidates)).is_ok_and(|drawn| drawn < images)
            }
        }
    }
}

/// Opens an image and judges it; if it is to be used again, also after it was written to and closed.
fn open(
    image: &Image,
    ledger: &Ledger,
    is_reused: bool,
    runtime: &Runtime,
) -> anyhow::Result<Vec<Violation>> {
    let root = folder()?;
    image.restore(root.path())?;
    let store = root.path().join(STORE);
    let mut violations = judged(&store, runtime, ledger);
    if is_reused && violations.is_empty() {
        let mut ledger = ledger.clone();
        violations = match write_one(&store, runtime, &mut ledger) {
            Ok(()) => judged(&store, runtime, &ledger),
            Err(violation) => vec![violation],
        };
    }
    Ok(violations)
}

/// A folder in memory if the system has one: what is opened there is judged, not synced.
fn folder() -> io::Result<TempDir> {
    TempDir::new_in("/dev/shm").or_else(|_| TempDir::new())
}

fn judged(store: &Path, runtime: &Runtime, ledger: &Ledger) -> Vec<Violation> {
    let engine = match EmbeddedEngine::open(store) {
        Ok(engine) => engine,
        Err(error) => return vec![Violation::Unusable { why: format!("{error:?}") }],
    };
    let mut violations = Vec::new();
    if let Err(error) = engine.check() {
        violations.push(Violation::Damaged { found: error.to_string() });
    }
    match runtime.block_on(rows(&engine)) {
        Ok((rows, newest)) => violations.extend(judge(&rows, newest, ledger)),
        Err(error) => violations.push(Violation::Unusable { why: error.to_string() }),
    }
    violations
}

/// All rows but the engine's own, and the newest revision.
async fn rows(engine: &EmbeddedEngine) -> Result<(Vec<Row>, u64), StoreError> {
    let mut snapshot = engine.snapshot().await?;
    let newest = snapshot.revision().0;
    let (mut rows, mut from) = (Vec::new(), vec![1]);
    loop {
        let to = KeyBytes::from_vec(vec![0xFF]);
        let span = Span { from: KeyBytes::from_vec(from), to, reversed: false };
        let (page, more) = snapshot.page(&span, PAGE_ROWS).await?;
        rows.extend(page);
        // The least key behind the last one.
        from = rows.last().map_or(Vec::new(), |row: &Row| [row.key.as_slice(), &[0]].concat());
        if !more {
            return Ok((rows, newest));
        }
    }
}

/// Commits one more transaction, of a writer that has not written before, and closes the store.
fn write_one(store: &Path, runtime: &Runtime, ledger: &mut Ledger) -> Result<(), Violation> {
    let unusable = |why: String| Violation::Unusable { why };
    let engine: Arc<EmbeddedEngine> =
        EmbeddedEngine::open(store).map_err(|error| unusable(format!("{error:?}")))?;
    let transaction = Transaction::new(WRITERS, 0, false);
    match runtime.block_on(engine.commit(transaction.commit(None))) {
        Outcome::Committed(revision) => {
            ledger.submitted.insert(transaction.0);
            ledger.acknowledged.insert(transaction.0, revision.0);
        }
        other @ (Outcome::Conflict | Outcome::Failed(_) | Outcome::Unknown) => {
            return Err(unusable(format!("a commit ended with {other:?}")));
        }
    }
    runtime.block_on(engine.close()).map_err(|error| unusable(error.to_string()))
}
