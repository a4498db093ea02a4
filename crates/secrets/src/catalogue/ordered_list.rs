//! A long list in an order that only its user knows.
//!
//! The items are numbers of entries, a few bytes each, and are compared by what the entries say; no sorted collection of
//! the standard library can do that. The list lies in chunks short enough to insert into by moving what follows.

use std::ops::Range;

use crate::limits::CATALOGUE_CHUNK_ITEMS_MAX;

/// Items in order.
///
/// INVARIANT: no chunk is empty; two neighbours have more than half a chunk's items between them, so that removing never
/// leaves many nearly empty ones behind.
#[derive(Debug)]
pub(super) struct OrderedList<T> {
    chunks: Vec<Vec<T>>,
    len: usize,
}

/// A place between two items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cursor {
    chunk: usize,
    offset: usize,
}

/// How many items a full chunk's memory grows by.
const GROWTH: usize = 32;

impl<T> Default for OrderedList<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<T: Copy + PartialEq> OrderedList<T> {
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The place behind all items that `is_before` holds for; it must hold for all items up to some place and for none
    /// behind it.
    pub(super) fn cursor(&self, is_before: impl Fn(T) -> bool) -> Cursor {
        let ends_before = |chunk: &Vec<T>| chunk.last().is_some_and(|item| is_before(*item));
        let chunk = self.chunks.partition_point(ends_before);
        let items = self.chunks.get(chunk).map_or(&[][..], Vec::as_slice);
        Cursor { chunk, offset: items.partition_point(|item| is_before(*item)) }
    }

    /// The place behind all items.
    pub(super) const fn end(&self) -> Cursor {
        Cursor { chunk: self.chunks.len(), offset: 0 }
    }

    /// The item behind a place.
    pub(super) fn item(&self, cursor: Cursor) -> Option<T> {
        self.chunks.get(cursor.chunk)?.get(cursor.offset).copied()
    }

    /// How many items lie between two places. Costs a step per chunk between them.
    pub(super) fn count(&self, span: &Range<Cursor>) -> usize {
        self.slices(span).map(<[T]>::len).sum()
    }

    /// The items between two places.
    pub(super) fn items<'a>(
        &'a self,
        span: &Range<Cursor>,
    ) -> impl DoubleEndedIterator<Item = T> + use<'a, T> {
        self.slices(span).flat_map(|slice| slice.iter().copied())
    }

    /// Inserts an item behind all those that are before it.
    pub(super) fn insert(&mut self, item: T, is_before: impl Fn(T) -> bool) {
        let at = self.with_room(self.cursor(is_before));
        if let Some(chunk) = self.chunks.get_mut(at.chunk) {
            if chunk.len() == chunk.capacity() {
                chunk.reserve_exact(GROWTH);
            }
            chunk.insert(at.offset, item);
            self.len += 1;
        }
    }

    /// Removes an item, found behind all those that are before it.
    pub(super) fn remove(&mut self, item: T, is_before: impl Fn(T) -> bool) {
        let at = self.cursor(is_before);
        let Some(chunk) = self.chunks.get_mut(at.chunk) else { return };
        if chunk.get(at.offset) == Some(&item) {
            chunk.remove(at.offset);
            self.len -= 1;
            self.tidy(at.chunk);
        }
    }

    fn slices<'a>(&'a self, span: &Range<Cursor>) -> impl DoubleEndedIterator<Item = &'a [T]> + use<'a, T> {
        let Range { start, end } = *span;
        let last = self.chunks.len().min(end.chunk.saturating_add(1));
        let chunks = self.chunks.get(start.chunk..last).unwrap_or_default();
        chunks.iter().enumerate().map(move |(index, chunk)| {
            let from = if index == 0 { start.offset } else { 0 };
            let to = if start.chunk + index == end.chunk { end.offset } else { chunk.len() };
            chunk.get(from..to).unwrap_or_default()
        })
    }

    /// The same place in a chunk with room for one more item.
    fn with_room(&mut self, at: Cursor) -> Cursor {
        let behind_all = at.chunk == self.chunks.len();
        let chunk = if behind_all { at.chunk.saturating_sub(1) } else { at.chunk };
        match self.chunks.get_mut(chunk) {
            Some(items) if items.len() < CATALOGUE_CHUNK_ITEMS_MAX => {
                Cursor { chunk, offset: if behind_all { items.len() } else { at.offset } }
            }
            // What comes in order fills each chunk to the brim.
            Some(_) | None if behind_all => {
                self.chunks.push(Vec::new());
                at
            }
            Some(_) | None => self.split(at),
        }
    }

    fn split(&mut self, at: Cursor) -> Cursor {
        let Some(items) = self.chunks.get_mut(at.chunk) else { return at };
        let half = items.len() / 2;
        let behind = items.split_off(half);
        items.shrink_to_fit();
        self.chunks.insert(at.chunk + 1, behind);
        if at.offset <= half { at } else { Cursor { chunk: at.chunk + 1, offset: at.offset - half } }
    }

    /// Restores the invariant round a chunk that has lost an item.
    fn tidy(&mut self, chunk: usize) {
        if self.chunks.get(chunk).is_some_and(Vec::is_empty) {
            self.chunks.remove(chunk);
        } else {
            self.merge_with_next(chunk);
            chunk.checked_sub(1).into_iter().for_each(|previous| self.merge_with_next(previous));
        }
    }

    fn merge_with_next(&mut self, chunk: usize) {
        let lengths =
            self.chunks.get(chunk).zip(self.chunks.get(chunk + 1)).map(|(one, next)| one.len() + next.len());
        if lengths.is_some_and(|together| together <= CATALOGUE_CHUNK_ITEMS_MAX / 2) {
            let next = self.chunks.remove(chunk + 1);
            if let Some(items) = self.chunks.get_mut(chunk) {
                items.reserve_exact(next.len());
                items.extend(next);
                items.shrink_to_fit();
            }
        }
    }
}

#[cfg(test)]
mod tests;
