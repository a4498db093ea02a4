//! Searching: which way through the catalogue leads to a page fastest.
//!
//! Either the order that is asked for is walked from where the last page ended, testing each entry; or, where some filter
//! leaves few entries, those are gathered, tested and sorted. A walk for `limit` matches among `all` entries of which
//! `few` are candidates tests about `limit * all / few` of them, gathering tests all `few`: the smaller number decides.

use std::ops::Range;

use super::entry::Entry;
use super::ordered_list::Cursor;
use super::place::{Place, Position};
use super::tag_index::TagPart;
use super::{Catalogue, CataloguePage, Query, SortKey};
use crate::limits::CATALOGUE_ENTRIES_TESTED_MAX;
use crate::{Filter, FilterKey, FilterValue};

pub(super) fn page(
    catalogue: &Catalogue,
    query: &Query,
    after: Option<&Position>,
    limit: usize,
) -> CataloguePage {
    let after = after.map(Position::place);
    let path = Path::new(catalogue, query, after);
    match narrowest(catalogue, query).filter(|lookup| lookup.is_cheaper(&path, query, limit)) {
        Some(lookup) => gather(&lookup, query, after, limit),
        None => walk(&path, query, limit),
    }
}

/// The part of an order in which the answer lies.
struct Path<'a> {
    catalogue: &'a Catalogue,
    sort: SortKey,
    span: Range<Cursor>,
    len: usize,
}

impl<'a> Path<'a> {
    fn new(catalogue: &'a Catalogue, query: &Query, after: Option<Place<'_>>) -> Self {
        let mut span = catalogue.orders.behind(&catalogue.entries, query, after);
        if query.sort == SortKey::Name {
            for named in query.filters.iter().filter_map(|filter| names_spanned(catalogue, filter)) {
                span = span.start.max(named.start)..span.end.min(named.end);
            }
        }
        let len = catalogue.orders.list(query.sort).count(&span);
        Self { catalogue, sort: query.sort, span, len }
    }

    fn entries(&self, descending: bool) -> impl Iterator<Item = &'a Entry> {
        let Catalogue { entries, orders, .. } = self.catalogue;
        let mut slots = orders.list(self.sort).items(&self.span);
        std::iter::from_fn(move || if descending { slots.next_back() } else { slots.next() })
            .map(|slot| entries.at(slot))
    }
}

fn walk(path: &Path<'_>, query: &Query, limit: usize) -> CataloguePage {
    let mut found = Vec::new();
    let mut last_tested = None;
    let tested_max = query.tested_max(CATALOGUE_ENTRIES_TESTED_MAX);
    for entry in path.entries(query.descending).take(tested_max) {
        if entry.may_match(query) {
            // One more than asked for tells that there is another page.
            if found.len() == limit {
                return answer(&found, found.last().copied());
            }
            found.push(entry.place(query.sort));
        }
        last_tested = Some(entry);
    }
    let is_cut_short = path.len > tested_max;
    answer(&found, last_tested.filter(|_| is_cut_short).map(|entry| entry.place(query.sort)))
}

fn gather(lookup: &Lookup<'_>, query: &Query, after: Option<Place<'_>>, limit: usize) -> CataloguePage {
    let entries = &lookup.catalogue.entries;
    let is_behind =
        |entry: &Entry| after.is_none_or(|after| query.order(after, entry.place(query.sort)).is_lt());
    let mut found: Vec<_> = (lookup.slots().into_iter())
        .map(|slot| entries.at(slot))
        .filter(|entry| is_behind(entry) && entry.may_match(query))
        .map(|entry| entry.place(query.sort))
        .collect();
    let has_more = found.len() > limit;
    if has_more {
        found.select_nth_unstable_by(limit, |one, other| query.order(*one, *other));
        found.truncate(limit);
    }
    found.sort_unstable_by(|one, other| query.order(*one, *other));
    answer(&found, found.last().copied().filter(|_| has_more))
}

fn answer(found: &[Place<'_>], next: Option<Place<'_>>) -> CataloguePage {
    CataloguePage {
        names: found.iter().filter_map(|place| place.secret_name()).collect(),
        next: next.and_then(Place::position),
    }
}

/// A filter that can be looked up, and how many candidates that yields at most.
struct Lookup<'a> {
    catalogue: &'a Catalogue,
    indexed: Indexed,
    spans: Vec<Range<Cursor>>,
    count: usize,
}

#[derive(Clone, Copy)]
enum Indexed {
    Name,
    Tag(TagPart),
}

impl<'a> Lookup<'a> {
    fn new(catalogue: &'a Catalogue, filter: &Filter) -> Option<Self> {
        let indexed = Indexed::of(filter.key).filter(|_| is_affirmative(filter))?;
        let mut lookup = Self { catalogue, indexed, spans: Vec::new(), count: 0 };
        lookup.spans = filter.values.iter().map(|value| lookup.span(value)).collect();
        lookup.count =
            lookup.spans.iter().map(|span| lookup.count(span)).sum::<usize>() + lookup.unknown_count();
        Some(lookup)
    }

    /// Whether testing all candidates is less work than walking, and no more than one call may do.
    fn is_cheaper(&self, path: &Path<'_>, query: &Query, limit: usize) -> bool {
        let walked = limit.saturating_mul(self.catalogue.len()).min(path.len.saturating_mul(self.count));
        let tested_max = query.tested_max(CATALOGUE_ENTRIES_TESTED_MAX);
        self.count <= tested_max && self.count.saturating_mul(self.count) <= walked
    }

    fn span(&self, value: &FilterValue) -> Range<Cursor> {
        let Catalogue { entries, orders, tags } = self.catalogue;
        match self.indexed {
            Indexed::Name => orders.names_beginning(entries, value.text()),
            Indexed::Tag(part) => tags.beginning(entries, part, value.text()),
        }
    }

    fn count(&self, span: &Range<Cursor>) -> usize {
        match self.indexed {
            Indexed::Name => self.catalogue.orders.list(SortKey::Name).count(span),
            Indexed::Tag(part) => self.catalogue.tags.count(part, span),
        }
    }

    fn unknown_count(&self) -> usize {
        match self.indexed {
            Indexed::Name => 0,
            Indexed::Tag(_) => self.catalogue.tags.unknown_count(),
        }
    }

    /// The candidates, each once.
    fn slots(&self) -> Vec<u32> {
        let Catalogue { orders, tags, .. } = self.catalogue;
        let mut slots = Vec::with_capacity(self.count);
        for span in &self.spans {
            match self.indexed {
                Indexed::Name => slots.extend(orders.list(SortKey::Name).items(span)),
                Indexed::Tag(part) => slots.extend(tags.slots(part, span)),
            }
        }
        if let Indexed::Tag(_) = self.indexed {
            slots.extend(tags.unknown_slots());
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }
}

impl Indexed {
    const fn of(key: FilterKey) -> Option<Self> {
        match key {
            FilterKey::Name => Some(Self::Name),
            FilterKey::TagKey => Some(Self::Tag(TagPart::Key)),
            FilterKey::TagValue => Some(Self::Tag(TagPart::Value)),
            FilterKey::All | FilterKey::Description | FilterKey::OwningService | FilterKey::PrimaryRegion => {
                None
            }
        }
    }
}

fn narrowest<'a>(catalogue: &'a Catalogue, query: &Query) -> Option<Lookup<'a>> {
    query.filters.iter().filter_map(|filter| Lookup::new(catalogue, filter)).min_by_key(|lookup| lookup.count)
}

/// What the names that a filter lets through span, from the first to the last.
fn names_spanned(catalogue: &Catalogue, filter: &Filter) -> Option<Range<Cursor>> {
    let is_by_name = filter.key == FilterKey::Name && is_affirmative(filter);
    let spans = filter.values.iter().filter(|_| is_by_name);
    let spans = spans.map(|value| catalogue.orders.names_beginning(&catalogue.entries, value.text()));
    spans.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

fn is_affirmative(filter: &Filter) -> bool {
    !filter.values.iter().any(FilterValue::is_negated)
}
