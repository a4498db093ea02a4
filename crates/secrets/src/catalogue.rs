//! The catalogue: one tenant's secrets in memory, in every order and under every tag by which they are listed.
//!
//! It is kept by applying commits, and finds the page that a listing asks for without reading what is not on it. It holds
//! names, short descriptions, short tags and dates only; no value, and nothing that it would have to ask the store for.
//! What it answers are candidates: the caller loads each record and asks [`Query::matches`], because the record may have
//! changed meanwhile, and because texts too long to hold are known to the record alone.

mod entries;
mod entry;
mod ordered_list;
mod orders;
mod place;
mod query;
mod search;
mod tag_index;

use entries::Entries;
use entry::Entry;
use orders::Orders;
pub use place::Position;
pub use query::{Query, SortKey};
use tag_index::TagIndex;

use crate::{Secret, SecretName};

/// One tenant's secrets, all but their values, ready to be listed.
///
/// INVARIANT: the orders and the index hold exactly the entries, each where its present state puts it; so whoever changes
/// an entry takes it out of what is about to be wrong first and puts it back after.
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: Entries,
    orders: Orders,
    tags: TagIndex,
}

/// A part of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CataloguePage {
    /// Candidates, in order: each secret that matches is among them, but one whose description or tags are too long to be
    /// held may not match.
    pub names: Vec<SecretName>,
    /// Where to go on; none if nothing behind the last name can match.
    ///
    /// A page may be short of the limit, or empty, and have this: the call then tested as many entries as one call may.
    pub next: Option<Position>,
}

impl Catalogue {
    /// A catalogue without secrets.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many secrets it holds, those scheduled for deletion included.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether it holds no secret.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes in the present state of a secret, new or known by its name.
    pub fn apply(&mut self, secret: &Secret) {
        let entry = Entry::of(secret);
        match self.orders.find(&self.entries, secret.name.as_str()) {
            Some(slot) => self.replace(slot, entry),
            None => self.insert(entry),
        }
    }

    /// Forgets the secret of this name; one that is not there is passed over.
    pub fn remove(&mut self, name: &SecretName) {
        if let Some(slot) = self.orders.find(&self.entries, name.as_str()) {
            self.tags.remove(&self.entries, slot);
            SortKey::ALL.into_iter().for_each(|sort| self.orders.remove(&self.entries, sort, slot));
            self.entries.remove(slot);
        }
    }

    /// The next candidates behind `after`, at most `limit` (0 counts as 1).
    ///
    /// Tests at most [`CATALOGUE_ENTRIES_TESTED_MAX`](crate::limits::CATALOGUE_ENTRIES_TESTED_MAX) entries, divided by how
    /// many values the filters have. To fill a page of which some candidates turned out not to match, ask again behind
    /// [`CataloguePage::next`] for as many as are missing.
    #[must_use]
    pub fn page(&self, query: &Query, after: Option<&Position>, limit: usize) -> CataloguePage {
        search::page(self, query, after, limit.max(1))
    }

    fn insert(&mut self, entry: Entry) {
        let slot = self.entries.insert(entry);
        SortKey::ALL.into_iter().for_each(|sort| self.orders.insert(&self.entries, sort, slot));
        self.tags.insert(&self.entries, slot);
    }

    fn replace(&mut self, slot: u32, entry: Entry) {
        let old = self.entries.at(slot);
        let moved = SortKey::ALL.map(|sort| (sort, old.place(sort) != entry.place(sort)));
        let retagged = !old.is_tagged_like(&entry);
        let moved = moved.into_iter().filter_map(|(sort, moved)| moved.then_some(sort));

        moved.clone().for_each(|sort| self.orders.remove(&self.entries, sort, slot));
        if retagged {
            self.tags.remove(&self.entries, slot);
        }
        self.entries.replace(slot, entry);
        moved.for_each(|sort| self.orders.insert(&self.entries, sort, slot));
        if retagged {
            self.tags.insert(&self.entries, slot);
        }
    }
}

#[cfg(test)]
mod tests;
