//! The orders: the catalogue's entries, sorted by each key that a listing can be sorted by.

use std::ops::Range;

use super::entries::Entries;
use super::ordered_list::{Cursor, OrderedList};
use super::place::Place;
use super::{Query, SortKey};
use crate::Described;

/// The slots of all entries, in each order.
#[derive(Debug, Default)]
pub(super) struct Orders {
    created: OrderedList<u32>,
    last_accessed: OrderedList<u32>,
    changed: OrderedList<u32>,
    names: OrderedList<u32>,
}

impl Orders {
    pub(super) const fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) const fn list(&self, sort: SortKey) -> &OrderedList<u32> {
        match sort {
            SortKey::CreatedDate => &self.created,
            SortKey::LastAccessedDate => &self.last_accessed,
            SortKey::LastChangedDate => &self.changed,
            SortKey::Name => &self.names,
        }
    }

    const fn list_mut(&mut self, sort: SortKey) -> &mut OrderedList<u32> {
        match sort {
            SortKey::CreatedDate => &mut self.created,
            SortKey::LastAccessedDate => &mut self.last_accessed,
            SortKey::LastChangedDate => &mut self.changed,
            SortKey::Name => &mut self.names,
        }
    }

    /// The slot of the entry with this name.
    pub(super) fn find(&self, entries: &Entries, name: &str) -> Option<u32> {
        let cursor = self.names.cursor(|slot| entries.at(slot).name() < name);
        self.names.item(cursor).filter(|slot| entries.at(*slot).name() == name)
    }

    pub(super) fn insert(&mut self, entries: &Entries, sort: SortKey, slot: u32) {
        let place = entries.at(slot).place(sort);
        self.list_mut(sort).insert(slot, |other| entries.at(other).compare(sort, place).is_lt());
    }

    pub(super) fn remove(&mut self, entries: &Entries, sort: SortKey, slot: u32) {
        let place = entries.at(slot).place(sort);
        self.list_mut(sort).remove(slot, |other| entries.at(other).compare(sort, place).is_lt());
    }

    /// What the names with this beginning span.
    pub(super) fn names_beginning(&self, entries: &Entries, beginning: &str) -> Range<Cursor> {
        spanned(&self.names, beginning, |slot| entries.at(slot).name())
    }

    /// What an order holds behind a place of the query's answer.
    pub(super) fn behind(&self, entries: &Entries, query: &Query, place: Option<Place<'_>>) -> Range<Cursor> {
        let (list, sort) = (self.list(query.sort), query.sort);
        let all = Cursor::default()..list.end();
        match place {
            None => all,
            Some(place) if query.descending => {
                all.start..list.cursor(|slot| entries.at(slot).compare(sort, place).is_lt())
            }
            Some(place) => list.cursor(|slot| entries.at(slot).compare(sort, place).is_le())..all.end,
        }
    }
}

/// What the items with this beginning span in a list that is sorted by their text.
pub(super) fn spanned<'a, T: Copy + PartialEq>(
    list: &OrderedList<T>,
    beginning: &str,
    text: impl Fn(T) -> &'a str,
) -> Range<Cursor> {
    let start = list.cursor(|item| text(item) < beginning);
    let end = list.cursor(|item| text(item) < beginning || text(item).starts_with(beginning));
    start..end
}
