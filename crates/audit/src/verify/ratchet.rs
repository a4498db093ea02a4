//! The chain of keys: each checkpoint is signed with the key that the one before named. What they sign is not looked at.

use seal::PublicKey;

use super::Fault;
use crate::Checkpoint;

pub(super) struct Ratchet {
    /// The first key, if it is known from elsewhere.
    root: Option<PublicKey>,
    newest: Option<Checkpoint>,
    is_broken: bool,
}

impl Ratchet {
    pub(super) fn of(root: Option<PublicKey>) -> Self {
        Self { root, newest: None, is_broken: false }
    }

    /// The first key: the known one, or the one that the trail says is.
    pub(super) const fn root(&self) -> Option<PublicKey> {
        self.root
    }

    pub(super) const fn newest(&self) -> Option<&Checkpoint> {
        self.newest.as_ref()
    }

    /// Whether the keys form one chain from the first.
    pub(super) const fn is_whole(&self) -> bool {
        !self.is_broken
    }

    /// Takes the next checkpoint, or the newest once more.
    pub(super) fn turn(&mut self, next: Checkpoint) -> Result<(), Fault> {
        if !next.is_signed() {
            self.is_broken = true;
            return Err(Fault::BadSignature { index: next.index });
        }
        if self.newest.as_ref() == Some(&next) {
            return Ok(());
        }
        let follows = match &self.newest {
            Some(before) => {
                next.follows(before) && next.node == before.node && next.sequence >= before.sequence
            }
            None => next.index == 0 && *self.root.get_or_insert(next.public_key) == next.public_key,
        };
        let index = next.index;
        // What comes next is held against this one all the same, so that one break is named once.
        self.newest = Some(next);
        self.is_broken |= !follows;
        if follows { Ok(()) } else { Err(Fault::BrokenRatchet { index }) }
    }
}
