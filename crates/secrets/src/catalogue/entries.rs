//! The entries, each in a numbered slot for as long as its secret is there.

use super::entry::Entry;

/// All entries, by slot. A slot without an entry reads as a vacant one.
#[derive(Debug, Default)]
pub(super) struct Entries {
    slots: Vec<Entry>,
    free: Vec<u32>,
    vacant: Entry,
}

/// By which fraction the slots grow: an eighth, where doubling would leave up to half of them empty.
const GROWTH_DIVISOR: usize = 8;

/// By how many slots they grow at least.
const GROWTH_MIN: usize = 8;

impl Entries {
    pub(super) fn at(&self, slot: u32) -> &Entry {
        self.slots.get(slot as usize).unwrap_or(&self.vacant)
    }

    pub(super) fn insert(&mut self, entry: Entry) -> u32 {
        if let Some(slot) = self.free.pop() {
            self.replace(slot, entry);
            return slot;
        }
        if self.slots.len() == self.slots.capacity() {
            self.slots.reserve_exact(GROWTH_MIN.max(self.slots.len() / GROWTH_DIVISOR));
        }
        self.slots.push(entry);
        // INVARIANT: four thousand million entries do not fit into any machine's memory.
        u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn replace(&mut self, slot: u32, entry: Entry) {
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = entry;
        }
    }

    pub(super) fn remove(&mut self, slot: u32) {
        self.replace(slot, Entry::default());
        self.free.push(slot);
    }
}
