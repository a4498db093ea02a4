//! Which keys a page is taken from, and in which direction.

use std::marker::PhantomData;

use crate::{KeyBytes, RecordKey};

/// A range of keys, read forward unless reversed.
#[derive(Debug, Clone)]
pub struct KeyRange<K> {
    prefix: KeyBytes,
    after: Option<KeyBytes>,
    up_to: Option<KeyBytes>,
    reversed: bool,
    key: PhantomData<fn() -> K>,
}

impl<K: RecordKey> KeyRange<K> {
    pub(crate) fn below(prefix: KeyBytes) -> Self {
        Self { prefix, after: None, up_to: None, reversed: false, key: PhantomData }
    }

    /// Begins right after `key` in the direction of reading; `key` itself is not read.
    ///
    /// This is how the next page is had: `key` is the last entry of the page before.
    #[must_use]
    pub fn after(mut self, key: &K) -> Self {
        self.after = Some(key.bytes().clone());
        self
    }

    /// Ends with `key` in the direction of reading; `key` and every key that begins with its parts are read.
    #[must_use]
    pub fn up_to(mut self, key: &K) -> Self {
        self.up_to = Some(key.bytes().clone());
        self
    }

    /// Reads from the greatest key to the least.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.reversed = !self.reversed;
        self
    }

    /// The range as an engine reads it. A bound outside the prefix never widens it.
    pub(crate) fn span(&self) -> Span {
        let (from, to) = (self.prefix.clone(), self.prefix.past());
        let after = self.after.as_ref();
        let up_to = self.up_to.as_ref();
        let (low, high) = match self.reversed {
            false => (after.map(KeyBytes::next), up_to.map(KeyBytes::past)),
            true => (up_to.cloned(), after.cloned()),
        };
        Span {
            from: low.map_or(from.clone(), |low| low.max(from)),
            to: high.map_or(to.clone(), |high| high.min(to)),
            reversed: self.reversed,
        }
    }
}

/// A range of keys as an engine reads it.
#[derive(Debug, Clone)]
pub struct Span {
    /// The least key that belongs to it.
    pub from: KeyBytes,
    /// The least key that lies beyond it. May be at or below `from`: then the span is empty.
    pub to: KeyBytes,
    /// Whether it is read from the greatest key to the least.
    pub reversed: bool,
}
