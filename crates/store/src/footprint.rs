//! What some reads showed, kept so that what was made of them serves again without reading.
//!
//! # Why it holds
//!
//! A footprint lists keys with what was seen under them at one revision, A. Each was written (or found absent) at its own
//! revision; the newest of these is B <= A, so between B and A the store held all of them as they were seen. *Claim*: if
//! every commit up to R was applied, R >= B, and no slot of the keys (see [`Cache`](crate::cache::Cache)) shows a commit
//! after A, the store at R holds them too. For R <= A that is said above; for R > A, a commit in between that wrote one of
//! the keys would have set its slot before it counted as applied. Keys that share a slot with others cost a reading now
//! and then, and nothing else.

use std::fmt;
use std::sync::Arc;

use crate::KeyBytes;
use crate::applied::Applied;
use crate::cache::{Seen, Slot};
use crate::engine::Revision;

/// Which records were read, and as they were when. Belongs to the store that it was taken in, and holds in no other.
///
/// Whatever is made of records alone stays true for as long as none of them is written: whoever keeps it together with
/// their footprint asks [`Transaction::holds`](crate::Transaction::holds) before using it again, and finds it anew if
/// that says no.
pub struct Footprint {
    applied: Arc<Applied>,
    reads: Vec<(KeyBytes, Option<Revision>)>,
    slots: Vec<Slot>,
    /// From when on the store held all of it.
    since: Revision,
    /// Up to when, at least.
    at: Revision,
}

/// The reads of a transaction that are being noted.
#[derive(Default)]
pub(crate) struct Noting {
    keys: Vec<KeyBytes>,
    /// How many pages, which no key stands for.
    pages: usize,
}

/// A place in the order of a transaction's reads.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    keys: usize,
    pages: usize,
}

impl Footprint {
    pub(crate) fn of<'a>(
        applied: &Arc<Applied>,
        at: Revision,
        seen: impl Iterator<Item = (&'a KeyBytes, &'a Seen)>,
    ) -> Self {
        let mut footprint =
            Self { applied: applied.clone(), reads: Vec::new(), slots: Vec::new(), since: Revision(0), at };
        for (key, seen) in seen {
            footprint.slots.push(applied.cache.slot_of(key));
            footprint.reads.push((key.clone(), seen.written_at()));
            footprint.since = footprint.since.max(seen.since);
        }
        footprint
    }

    /// Whether the store holds all of it now, as far as every commit that is about to be acknowledged goes. For what is
    /// decided in a transaction, ask [`Transaction::holds`](crate::Transaction::holds).
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.holds_at(&self.applied, self.applied.revision())
    }

    pub(crate) fn holds_at(&self, applied: &Arc<Applied>, revision: Revision) -> bool {
        let unwritten = |slot: &Slot| applied.cache.written_at(*slot) <= self.at;
        Arc::ptr_eq(&self.applied, applied) && self.since <= revision && self.slots.iter().all(unwritten)
    }

    pub(crate) fn reads(&self) -> impl Iterator<Item = (&KeyBytes, Option<Revision>)> {
        self.reads.iter().map(|(key, written_at)| (key, *written_at))
    }

    pub(crate) fn len(&self) -> usize {
        self.reads.len()
    }
}

impl fmt::Debug for Footprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Footprint")
            .field("reads", &self.reads.len())
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl Noting {
    pub(crate) fn key(&mut self, key: &KeyBytes) {
        self.keys.push(key.clone());
    }

    pub(crate) fn page(&mut self) {
        self.pages += 1;
    }

    /// The keys read since `mark`, unless something else was read too.
    pub(crate) fn since(&self, mark: Mark) -> Option<&[KeyBytes]> {
        self.keys.get(mark.keys..).filter(|_| self.pages == mark.pages)
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { keys: self.keys.len(), pages: self.pages }
    }
}
