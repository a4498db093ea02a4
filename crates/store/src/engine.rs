//! The seam between the store and what keeps its bytes.
//!
//! An engine is an ordered map from keys to values with snapshots and conditional commits. It parses neither keys nor
//! values. It is the intersection of what one file on one disk and several machines with a quorum can do: bounded
//! transactions, ordered pages, comparison on revisions, an outcome that may be unknown.

use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use crate::{KeyBytes, Span, StoreError};

/// A future of an engine.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A record as the domain knows it, carried along so that nobody decodes what was just encoded. Engines pass it on
/// unseen.
pub type Decoded = Arc<dyn Any + Send + Sync>;

/// The number of a commit. Each commit has one of its own, greater than all before it; there may be gaps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// What a transaction is known by until its outcome is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId(pub [u8; 16]);

/// A conditional commit.
#[derive(Debug)]
pub struct Commit {
    /// The transaction's own marker: no two commits share one.
    pub id: TransactionId,
    /// Keys with the revision of the commit that last wrote them, or nothing if they are absent.
    pub reads: Vec<(KeyBytes, Option<Revision>)>,
    /// What to write: each key at most once.
    pub writes: Vec<Write>,
}

/// One key's new value.
#[derive(Clone)]
pub struct Write {
    /// The key.
    pub key: KeyBytes,
    /// The value, or nothing to delete the key. Deleting an absent key changes nothing and is no error.
    pub value: Option<Vec<u8>>,
    /// The same value as the domain knows it, if the commit was made in this process.
    pub decoded: Option<Decoded>,
}

impl fmt::Debug for Write {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.value.as_ref().map(Vec::len);
        f.debug_struct("Write").field("key", &self.key).field("bytes", &bytes).finish_non_exhaustive()
    }
}

/// How a commit ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is durable and has this revision.
    Committed(Revision),
    /// A read no longer holds; nothing was changed.
    Conflict,
    /// It could not be done; nothing was changed.
    Failed(StoreError),
    /// It may or may not have been done. [`Engine::settle`] tells, sooner or later.
    Unknown,
}

/// What became of a transaction whose outcome was unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It was committed with this revision.
    Committed(Revision),
    /// It was not and will not be committed.
    Lost,
    /// The engine cannot say.
    Unknown,
}

/// A key with its value and the revision of the commit that wrote it.
#[derive(Clone)]
pub struct Row {
    /// The key.
    pub key: KeyBytes,
    /// The revision of the commit that wrote the value.
    pub revision: Revision,
    /// The value.
    pub value: Vec<u8>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = f.debug_struct("Row");
        row.field("key", &self.key).field("revision", &self.revision).field("bytes", &self.value.len());
        row.finish_non_exhaustive()
    }
}

/// Whoever must know of each commit before its writer does.
pub trait Observer: Send + Sync {
    /// Takes in one commit. Called in the order of revisions, never twice at once, for every commit.
    fn committed(&self, revision: Revision, writes: Vec<Write>);

    /// Learns that commits up to `revision` may have been missed.
    fn missed(&self, revision: Revision);
}

/// An ordered map with snapshots and conditional commits.
///
/// # Contract
///
/// - *Atomic*: a commit is applied whole or not at all.
/// - *Serial*: a commit is applied only if each of its reads still holds at that moment; commits are totally ordered by
///   their revisions.
/// - *Durable*: after `Committed`, the commit survives whatever the engine's documentation says it survives.
/// - *Real time*: a snapshot taken after a commit was acknowledged contains it.
/// - *Observed*: each commit is passed to the observer, whole and in order, before it is acknowledged to its writer. A
///   snapshot may show a commit shortly before the observer has seen it.
/// - *Honest*: `Conflict` and `Failed` mean that nothing was changed, for ever. What is not known is `Unknown`.
///
/// The suite in [`contract`](crate::contract) checks it. Keys whose first byte is zero belong to the engine.
pub trait Engine: Send + Sync {
    /// Names the observer and answers the newest revision. Every later commit is passed to it.
    fn observe(&self, observer: Arc<dyn Observer>) -> Pending<'_, Result<Revision, StoreError>>;

    /// Takes a snapshot.
    fn snapshot(&self) -> Pending<'_, Result<Box<dyn Snapshot>, StoreError>>;

    /// Commits, unless a read no longer holds.
    fn commit(&self, commit: Commit) -> Pending<'_, Outcome>;

    /// Tells what became of a transaction whose outcome was unknown.
    fn settle(&self, id: TransactionId) -> Pending<'_, Settled>;

    /// Finishes what was accepted and lets go of the medium. Everything after it is `Unavailable`.
    fn close(&self) -> Pending<'_, Result<(), StoreError>>;
}

/// The map as it was at one revision.
///
/// It may hold resources of its engine: drop it soon.
pub trait Snapshot: Send + Sync {
    /// The newest revision that it contains.
    fn revision(&self) -> Revision;

    /// The row under `key`.
    fn get<'a>(&'a mut self, key: &'a KeyBytes) -> Pending<'a, Result<Option<Row>, StoreError>>;

    /// The first `limit` rows of `span` in its direction. May stop earlier, but not before the first row, once the
    /// values exceed [`limits::PAGE_BYTES_MAX`](crate::limits::PAGE_BYTES_MAX); the flag tells whether more rows follow.
    fn page<'a>(
        &'a mut self,
        span: &'a Span,
        limit: usize,
    ) -> Pending<'a, Result<(Vec<Row>, bool), StoreError>>;
}
