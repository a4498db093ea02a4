//! The transactions that are written: several keys each, which must agree.
//!
//! All that a transaction writes follows from its number, so that whoever reads it back can tell what it must be. Knows
//! keys and values, and no engine.

use store::{Commit, KeyBytes, Revision, TransactionId, Write};

use crate::limits::{LARGE_BYTES_MAX, SMALL_BYTES_MAX};

/// The transactions that write this bit have large values.
const LARGE: u64 = 1 << 56;

/// How many slots there are, which all transactions write in turn.
const SLOTS: u64 = 7;

/// A transaction, by its number: whether it is large, who writes it, and how many its writer wrote before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Transaction(pub(crate) u64);

/// What a key is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// One half of a transaction.
    Left(u64),
    /// The mark of a writer behind its last transaction, which deletes the one before.
    Mark(u64),
    /// The other half of a transaction.
    Right(u64),
    /// A key that many transactions write, one after the other.
    Slot(u64),
}

impl Key {
    /// The key in the store. Keys that begin with a zero byte are the engine's.
    pub(crate) fn bytes(self) -> KeyBytes {
        let (kind, number) = match self {
            Self::Left(number) => (b'l', number),
            Self::Mark(number) => (b'm', number),
            Self::Right(number) => (b'r', number),
            Self::Slot(number) => (b's', number),
        };
        KeyBytes::from_vec([&[kind], number.to_be_bytes().as_slice()].concat())
    }

    /// The key that lies in the store as these bytes.
    pub(crate) fn parse(key: &KeyBytes) -> Option<Self> {
        let (&[kind], number) = key.as_slice().split_first_chunk()?;
        let number = u64::from_be_bytes(number.try_into().ok()?);
        match kind {
            b'l' => Some(Self::Left(number)),
            b'm' => Some(Self::Mark(number)),
            b'r' => Some(Self::Right(number)),
            b's' => Some(Self::Slot(number)),
            _ => None,
        }
    }
}

impl Transaction {
    /// The transaction of a writer that has written `before` others.
    pub(crate) fn new(writer: u64, before: u64, is_large: bool) -> Self {
        Self(writer << 32 | before | if is_large { LARGE } else { 0 })
    }

    /// Who writes it.
    pub(crate) fn writer(self) -> u64 {
        (self.0 & !LARGE) >> 32
    }

    /// The slot that it writes.
    pub(crate) fn slot(self) -> Key {
        Key::Slot(self.0 % SLOTS)
    }

    /// What it writes under a key; nothing if it does not write it.
    pub(crate) fn value(self, key: Key) -> Option<Vec<u8>> {
        let own = match key {
            Key::Left(number) | Key::Mark(number) | Key::Right(number) => number == self.0,
            Key::Slot(_) => key == self.slot(),
        };
        let filler = match key {
            Key::Left(_) => self.filler(0),
            Key::Right(_) => self.filler(1),
            Key::Mark(_) | Key::Slot(_) => Vec::new(),
        };
        own.then(|| [self.0.to_be_bytes().as_slice(), &filler].concat())
    }

    /// The transaction that wrote a value.
    pub(crate) fn of_value(value: &[u8]) -> Option<Self> {
        value.first_chunk().map(|number| Self(u64::from_be_bytes(*number)))
    }

    /// The commit, after the writer's transaction before, whose mark it reads and deletes.
    pub(crate) fn commit(self, before: Option<(Self, Revision)>) -> Commit {
        let mark = |of: Self| Key::Mark(of.0);
        let put = |key: Key| Write { key: key.bytes(), value: self.value(key), decoded: None };
        let mut writes =
            vec![put(Key::Left(self.0)), put(mark(self)), put(Key::Right(self.0)), put(self.slot())];
        let deleted =
            before.map(|(before, _)| Write { key: mark(before).bytes(), value: None, decoded: None });
        writes.extend(deleted);
        let mut id = [0; 16];
        id.as_mut_slice().split_at_mut(8).0.copy_from_slice(&self.0.to_be_bytes());
        let reads = before.map(|(before, revision)| (mark(before).bytes(), Some(revision)));
        Commit { id: TransactionId(id), reads: reads.into_iter().collect(), writes }
    }

    fn filler(self, half: u8) -> Vec<u8> {
        let digest = seal::sha256(&[&self.0.to_be_bytes(), &[half]]);
        let drawn = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let bytes_max = if self.0 & LARGE == 0 { SMALL_BYTES_MAX } else { LARGE_BYTES_MAX };
        let length = usize::try_from(drawn % bytes_max).unwrap_or_default();
        let mut filler = digest.repeat(length / digest.len() + 1);
        filler.truncate(length);
        filler
    }
}

#[cfg(test)]
mod tests;
