//! Decoded records and absences by key, bounded by bytes.
//!
//! # Why a hit is right
//!
//! Each entry has `since`: the revision of the commit that wrote it, or of the snapshot in which the key was absent.
//! *Claim*: if every commit up to R was applied here, an entry found with `since <= R` is what the store holds at R.
//!
//! 1. Commits are applied in order, and each one replaces the entries of the keys it wrote. So after a commit at c was
//!    applied, an older entry can come back only by a *fill*: a reader that missed, read a snapshot at S, and inserts.
//! 2. A commit sets the key's slot to c before it replaces the entry; a fill looks at the slot and inserts in one step.
//!    Both hold the key's turn meanwhile. Either the fill comes first, and the commit replaces it; or the commit comes
//!    first, and the fill sees `slot >= c`. It is refused if `slot > S`.
//! 3. So a fill enters only while no commit after S touched the key: what it brings was written at or before S, and is
//!    current. An eviction in between changes nothing, since the slot stays.
//!
//! The turns are our own: the map's way of computing an entry in place keeps a second map of who waits, which cost a tenth
//! of a durable write. Keys that share a slot refuse each other a fill now and then, which costs a miss and nothing else.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::KeyBytes;
use crate::engine::{Decoded, Revision};
use crate::limits::{CACHE_ENTRY_OVERHEAD_BYTES, CACHE_SLOTS, CACHE_TURNS};

/// What a reader saw under a key.
#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) since: Revision,
    pub(crate) record: Option<Decoded>,
}

impl Seen {
    /// What must still hold when the reader commits.
    pub(crate) fn written_at(&self) -> Option<Revision> {
        self.record.as_ref().map(|_| self.since)
    }
}

#[derive(Clone)]
struct Entry {
    seen: Seen,
    charge: u32,
}

pub(crate) struct Cache {
    entries: moka::sync::Cache<KeyBytes, Entry>,
    /// By hash of the key: the newest commit that wrote such a key.
    slots: Box<[AtomicU64]>,
    /// By hash of the key: held by whoever changes the entry of such a key.
    turns: [Mutex<()>; CACHE_TURNS],
    hasher: RandomState,
}

impl Cache {
    pub(crate) fn new(bytes_max: u64) -> Self {
        let entries = moka::sync::Cache::builder()
            .max_capacity(bytes_max)
            .weigher(|_: &KeyBytes, entry: &Entry| entry.charge)
            .build();
        let slots = (0..CACHE_SLOTS).map(|_| AtomicU64::new(0)).collect();
        let turns = std::array::from_fn(|_| Mutex::new(()));
        Self { entries, slots, turns, hasher: RandomState::new() }
    }

    /// What the store holds under `key` at `revision`, if that is known here. Every commit up to `revision` must have
    /// been applied.
    pub(crate) fn hit(&self, key: &KeyBytes, revision: Revision) -> Option<Seen> {
        self.entries.get(key).map(|entry| entry.seen).filter(|seen| seen.since <= revision)
    }

    /// Keeps what a snapshot at `snapshot` showed, unless the key was written since.
    pub(crate) fn fill(&self, key: &KeyBytes, seen: Seen, snapshot: Revision, value_bytes: usize) {
        let entry = Entry { charge: charge(key, value_bytes), seen };
        let _turn = self.turn(key);
        let newer = self.entries.get(key).is_some_and(|existing| existing.seen.since >= entry.seen.since);
        if !newer && !self.written_after(key, snapshot) {
            self.entries.insert(key.clone(), entry);
        }
    }

    /// Applies one write of a commit. Without a decoded record the entry can only be dropped.
    pub(crate) fn apply(&self, key: &KeyBytes, revision: Revision, written: Written<'_>) {
        if let Some(slot) = self.slots.get(self.slot_of(key).0) {
            slot.fetch_max(revision.0, Ordering::SeqCst);
        }
        let _turn = self.turn(key);
        match written {
            Written::Deleted => self.entries.insert(key.clone(), self.entry(key, revision, None, 0)),
            Written::Decoded(record, bytes) => {
                let entry = self.entry(key, revision, Some(record.clone()), bytes);
                self.entries.insert(key.clone(), entry);
            }
            Written::Encoded => self.entries.invalidate(key),
        }
    }

    /// Forgets everything: commits up to `revision` may have been missed.
    pub(crate) fn reset(&self, revision: Revision) {
        // All turns: a fill that has looked at its slot already must have inserted before everything is forgotten. Nobody
        // waits for a second turn while it holds one.
        let _turns: Vec<_> =
            self.turns.iter().map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner)).collect();
        self.slots.iter().for_each(|slot| {
            slot.fetch_max(revision.0, Ordering::SeqCst);
        });
        self.entries.invalidate_all();
    }

    /// Whether a commit after `revision` wrote `key`, or another key that shares its slot.
    pub(crate) fn written_after(&self, key: &KeyBytes, revision: Revision) -> bool {
        self.written_at(self.slot_of(key)) > revision
    }

    /// The newest commit that wrote a key of that slot.
    pub(crate) fn written_at(&self, slot: Slot) -> Revision {
        // INVARIANT: slots are made here alone, below their number. Were one beyond, nothing would be believed of it.
        Revision(self.slots.get(slot.0).map_or(u64::MAX, |slot| slot.load(Ordering::SeqCst)))
    }

    /// The slot of a key.
    pub(crate) fn slot_of(&self, key: &KeyBytes) -> Slot {
        Slot(place(self.hasher.hash_one(key), self.slots.len()))
    }

    fn entry(&self, key: &KeyBytes, since: Revision, record: Option<Decoded>, value_bytes: usize) -> Entry {
        Entry { charge: charge(key, value_bytes), seen: Seen { since, record } }
    }

    /// The right to change the entry of `key`. A panic of another holder left the map whole.
    fn turn(&self, key: &KeyBytes) -> Option<MutexGuard<'_, ()>> {
        let index = place(self.hasher.hash_one(key), CACHE_TURNS);
        self.turns.get(index).map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Where a hash falls among so many places.
fn place(hash: u64, places: usize) -> usize {
    let index = u64::try_from(places).ok().and_then(|places| hash.checked_rem(places));
    index.and_then(|index| usize::try_from(index).ok()).unwrap_or_default()
}

/// Which counter remembers when a key was last written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot(usize);

/// What a commit left under a key.
pub(crate) enum Written<'a> {
    Deleted,
    /// The record, and the length of its value.
    Decoded(&'a Decoded, usize),
    Encoded,
}

fn charge(key: &KeyBytes, value_bytes: usize) -> u32 {
    let bytes = key.as_slice().len() + value_bytes + CACHE_ENTRY_OVERHEAD_BYTES;
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
