//! The hashes of recent records, for the checkpoint that will name one of them. Bounded.

use std::collections::VecDeque;

use seal::Digest;

use crate::chain::Position;
use crate::limits::CHECKPOINT_LAG_MAX;

#[derive(Default)]
pub(super) struct Window {
    recent: VecDeque<Position>,
    /// The greatest sequence that was given up for want of room.
    forgotten: u64,
}

impl Window {
    /// Adds a record, whose sequence is greater than all before.
    pub(super) fn push(&mut self, record: Position) {
        self.recent.push_back(record);
        if self.recent.len() > CHECKPOINT_LAG_MAX {
            self.forgotten = self.recent.pop_front().map_or(self.forgotten, |oldest| oldest.sequence);
        }
    }

    pub(super) fn hash(&self, sequence: u64) -> Option<Digest> {
        let index = self.recent.binary_search_by_key(&sequence, |record| record.sequence).ok()?;
        self.recent.get(index).map(|record| record.hash)
    }

    /// Whether the record was there and its hash is not known any more.
    pub(super) fn has_forgotten(&self, sequence: u64) -> bool {
        sequence <= self.forgotten
    }

    /// Drops what no later checkpoint names. The record itself is kept: a checkpoint may stand there twice.
    pub(super) fn forget_before(&mut self, sequence: u64) {
        let older = self.recent.partition_point(|record| record.sequence < sequence);
        self.recent.drain(..older);
    }
}
