//! Running work in transactions, again after a conflict.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use seal::{Entropy, Keyring};

use crate::applied::Applied;
use crate::contention::{Contention, Lines};
use crate::limits::{CACHE_BYTES_DEFAULT, PATIENCE_DEFAULT};
use crate::transaction::Committed;
use crate::{Clock, Engine, KeyBytes, Revision, StoreError, Transaction, Watch};

/// What a transaction does.
///
/// A closure would not do: with borrowed captures its future is not `Send`. This is, and reads better.
pub trait Work: Sync {
    /// What it yields.
    type Done: Send;
    /// What it refuses with.
    type Failure: From<StoreError> + Send;

    /// Does the work. It may run several times, each time in another transaction, of which at most one is committed;
    /// so it must have no effect but through `tx`.
    fn run(&self, tx: &mut Transaction) -> impl Future<Output = Result<Self::Done, Self::Failure>> + Send;
}

/// What a store may be told when it is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many bytes of keys and records the cache may hold.
    pub cache_bytes_max: u64,
    /// How long a transaction that loses to others runs again before it is given up, counted from its first conflict.
    pub patience: Duration,
    /// Makes every transaction's entropy follow from this number. For simulations: its keys are as guessable as it is.
    pub dangerous_seed: Option<u64>,
}

impl Default for Options {
    fn default() -> Self {
        Self { cache_bytes_max: CACHE_BYTES_DEFAULT, patience: PATIENCE_DEFAULT, dangerous_seed: None }
    }
}

/// Serialisable transactions on an engine. Clones share everything.
#[derive(Clone)]
pub struct Store(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) engine: Arc<dyn Engine>,
    pub(crate) applied: Arc<Applied>,
    pub(crate) keyring: Arc<Keyring>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) lines: Lines,
    pub(crate) patience: Duration,
    dangerous_seed: Option<u64>,
    drawn: AtomicU64,
}

impl Store {
    /// Opens a store on an engine that no other store uses.
    ///
    /// # Errors
    ///
    /// What the engine answers when it is asked for its newest revision.
    pub async fn open(
        engine: Arc<dyn Engine>,
        keyring: Arc<Keyring>,
        clock: Arc<dyn Clock>,
        options: Options,
    ) -> Result<Self, StoreError> {
        let applied = Arc::new(Applied::new(keyring.clone(), options.cache_bytes_max));
        applied.begin_at(engine.observe(applied.clone()).await?);
        Ok(Self::assemble(engine, applied, keyring, clock, &options))
    }

    pub(crate) fn assemble(
        engine: Arc<dyn Engine>,
        applied: Arc<Applied>,
        keyring: Arc<Keyring>,
        clock: Arc<dyn Clock>,
        options: &Options,
    ) -> Self {
        Self(Arc::new(Shared {
            engine,
            applied,
            keyring,
            clock,
            lines: Lines::new(),
            patience: options.patience,
            dangerous_seed: options.dangerous_seed,
            drawn: AtomicU64::new(0),
        }))
    }

    /// Runs `work` in a transaction and commits what it wrote.
    ///
    /// All point reads and pages of one run show the store at one revision. If the work writes, it takes effect only if
    /// all it read by key was still so at the moment of the commit; else it runs again, after a short random pause, and
    /// after a few conflicts in turn with the others that lost over the same record. It is given up after
    /// [`RETRIES_MAX`](crate::limits::RETRIES_MAX) repetitions or [`Options::patience`]. Work that writes nothing costs
    /// no commit and never conflicts. A refusal discards what was written, unless the work called
    /// [`Transaction::refuse_and_keep`]. Whoever drops the future does not know whether it was committed.
    ///
    /// # Errors
    ///
    /// What the work refuses with, or any [`StoreError`].
    pub async fn transact<W: Work>(&self, work: &W) -> Result<W::Done, W::Failure> {
        let mut contention = Contention::new(&self.0);
        let mut pinned = false;
        loop {
            match self.attempt(work, pinned).await? {
                Attempt::Done(done) => return done,
                // A pinned transaction reads nothing but its snapshot, so this happens once at most.
                Attempt::Torn => pinned = true,
                Attempt::Conflict(key) => contention.wait(&key).await?,
            }
        }
    }

    /// A watch on every commit from now on.
    #[must_use]
    pub fn watch(&self) -> Watch {
        self.0.applied.watch()
    }

    /// The newest commit applied, acknowledged or about to be.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.0.applied.revision()
    }

    /// The keyring that vouches for the records.
    #[must_use]
    pub fn keyring(&self) -> &Arc<Keyring> {
        &self.0.keyring
    }

    /// Ends all watches, finishes what the engine accepted, and closes it.
    ///
    /// # Errors
    ///
    /// What the engine answers; it is closed all the same.
    pub async fn close(&self) -> Result<(), StoreError> {
        let closed = self.0.engine.close().await;
        self.0.applied.close();
        closed
    }

    async fn attempt<W: Work>(&self, work: &W, pinned: bool) -> Result<Attempt<W>, W::Failure> {
        let mut tx = Transaction::begin(self.0.clone(), pinned).await?;
        let outcome = work.run(&mut tx).await;
        if tx.is_torn() {
            return Ok(Attempt::Torn);
        }
        if outcome.is_err() && !tx.keeps_refusal() {
            return Ok(Attempt::Done(outcome));
        }
        match tx.commit().await? {
            Committed::Conflict(key) => Ok(Attempt::Conflict(key)),
            Committed::Done => Ok(Attempt::Done(outcome)),
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("revision", &self.revision()).finish_non_exhaustive()
    }
}

enum Attempt<W: Work> {
    Conflict(KeyBytes),
    Done(Result<W::Done, W::Failure>),
    Torn,
}

impl Shared {
    /// A generator that no one else draws from.
    pub(crate) fn entropy(&self) -> Entropy {
        let Some(seed) = self.dangerous_seed else { return Entropy::system() };
        let drawn = self.drawn.fetch_add(1, Ordering::SeqCst);
        let digest = seal::sha256(&[b"transaction entropy", &seed.to_be_bytes(), &drawn.to_be_bytes()]);
        let own = digest.first_chunk().copied().map_or(drawn, u64::from_be_bytes);
        Entropy::dangerous_seeded(own)
    }
}

#[cfg(test)]
mod tests;
