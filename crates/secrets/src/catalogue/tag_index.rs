//! The tag index: where in the catalogue each tag's key and value occurs.

use std::ops::Range;

use super::entries::Entries;
use super::ordered_list::{Cursor, OrderedList};
use super::orders::spanned;
use crate::Described;

/// Which half of a tag is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagPart {
    Key,
    Value,
}

/// One tag of one entry. Packed: the index holds two for each tag there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(Rust, packed)]
struct TagPlace {
    slot: u32,
    number: u8,
}

/// Every tag that an entry holds, sorted by key and sorted by value; and the entries whose tags only the record knows.
#[derive(Debug, Default)]
pub(super) struct TagIndex {
    keys: OrderedList<TagPlace>,
    values: OrderedList<TagPlace>,
    unknown: OrderedList<u32>,
}

impl TagIndex {
    pub(super) fn insert(&mut self, entries: &Entries, slot: u32) {
        if entries.at(slot).holds_tags() {
            for place in places(entries, slot) {
                let (key, value) =
                    (place.sorted(entries, TagPart::Key), place.sorted(entries, TagPart::Value));
                self.keys.insert(place, |other| other.sorted(entries, TagPart::Key) < key);
                self.values.insert(place, |other| other.sorted(entries, TagPart::Value) < value);
            }
        } else {
            self.unknown.insert(slot, |other| other < slot);
        }
    }

    pub(super) fn remove(&mut self, entries: &Entries, slot: u32) {
        if entries.at(slot).holds_tags() {
            for place in places(entries, slot) {
                let (key, value) =
                    (place.sorted(entries, TagPart::Key), place.sorted(entries, TagPart::Value));
                self.keys.remove(place, |other| other.sorted(entries, TagPart::Key) < key);
                self.values.remove(place, |other| other.sorted(entries, TagPart::Value) < value);
            }
        } else {
            self.unknown.remove(slot, |other| other < slot);
        }
    }

    /// What the tags whose key or value has this beginning span.
    pub(super) fn beginning(&self, entries: &Entries, part: TagPart, beginning: &str) -> Range<Cursor> {
        spanned(self.list(part), beginning, |place| place.text(entries, part))
    }

    /// How many tags lie in a span.
    pub(super) fn count(&self, part: TagPart, span: &Range<Cursor>) -> usize {
        self.list(part).count(span)
    }

    /// The slots of the entries whose tags lie in a span, one for each tag.
    pub(super) fn slots(&self, part: TagPart, span: &Range<Cursor>) -> impl Iterator<Item = u32> {
        self.list(part).items(span).map(|place| place.slot)
    }

    /// How many entries there are whose tags only the record knows.
    pub(super) const fn unknown_count(&self) -> usize {
        self.unknown.len()
    }

    /// Their slots.
    pub(super) fn unknown_slots(&self) -> impl Iterator<Item = u32> {
        self.unknown.items(&(Cursor::default()..self.unknown.end()))
    }

    const fn list(&self, part: TagPart) -> &OrderedList<TagPlace> {
        match part {
            TagPart::Key => &self.keys,
            TagPart::Value => &self.values,
        }
    }
}

impl TagPlace {
    /// What the tag is sorted by: its text, then where it is, so that each has a place of its own.
    fn sorted(self, entries: &Entries, part: TagPart) -> (&str, u32, u8) {
        (self.text(entries, part), self.slot, self.number)
    }

    fn text(self, entries: &Entries, part: TagPart) -> &str {
        let (key, value) = entries.at(self.slot).tags().nth(usize::from(self.number)).unwrap_or_default();
        match part {
            TagPart::Key => key,
            TagPart::Value => value,
        }
    }
}

fn places(entries: &Entries, slot: u32) -> impl Iterator<Item = TagPlace> {
    // INVARIANT: a tag takes two bytes at least, so the bytes that are held bound the number of tags.
    (0..=u8::MAX).zip(entries.at(slot).tags()).map(move |(number, _)| TagPlace { slot, number })
}
