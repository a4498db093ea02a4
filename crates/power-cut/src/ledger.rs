//! What the writer said while it wrote: what it was about to commit, and what was acknowledged.
//!
//! Knows the layout of a note, and which transactions a crash at some moment may and must leave behind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};

use crate::trace::Event;

/// The file in the recorded folder that the notes go to, so that they stand in the trace.
pub(crate) const FILE: &str = "notes";

/// What the writer says of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// It was acknowledged with this revision.
    Acknowledged { transaction: u64, revision: u64 },
    /// It is about to be committed.
    Submitted { transaction: u64 },
}

impl Note {
    /// Writes the note by a single call, which is what the recorder takes for a note.
    ///
    /// # Errors
    ///
    /// The medium's.
    pub(crate) fn write(self, mut file: &File) -> io::Result<()> {
        let (transaction, revision) = match self {
            Self::Acknowledged { transaction, revision } => (transaction, revision),
            Self::Submitted { transaction } => (transaction, 0),
        };
        let mut bytes = [0; 16];
        let (first, second) = bytes.split_at_mut(8);
        first.copy_from_slice(&transaction.to_le_bytes());
        second.copy_from_slice(&revision.to_le_bytes());
        file.write_all(&bytes)
    }

    /// The note that a call is, if it is one. Revisions count from 1.
    fn of(event: &Event) -> Option<Self> {
        let Event::Written { name, data, .. } = event else { return None };
        let (first, second) = data.split_first_chunk().filter(|_| name == FILE)?;
        let transaction = u64::from_le_bytes(*first);
        match u64::from_le_bytes(second.try_into().ok()?) {
            0 => Some(Self::Submitted { transaction }),
            revision => Some(Self::Acknowledged { transaction, revision }),
        }
    }
}

/// All that was said before some moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    /// Whatever else is found was never written.
    pub(crate) submitted: BTreeSet<u64>,
    /// Transactions that must be found, with their revisions.
    pub(crate) acknowledged: BTreeMap<u64, u64>,
}

impl Ledger {
    /// Takes a call in; returns whether it was a note.
    pub(crate) fn take(&mut self, event: &Event) -> bool {
        match Note::of(event) {
            Some(Note::Acknowledged { transaction, revision }) => {
                self.acknowledged.insert(transaction, revision);
            }
            Some(Note::Submitted { transaction }) => {
                self.submitted.insert(transaction);
            }
            None => return false,
        }
        true
    }
}
