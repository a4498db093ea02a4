//! Entries: what the catalogue holds of one secret, packed into one text.

use std::cmp::Ordering;

use super::place::{OF_NAME, Place, of_day, of_instant};
use super::{Query, SortKey};
use crate::limits::{CATALOGUE_DESCRIPTION_BYTES_MAX, CATALOGUE_TAGS_BYTES_MAX};
use crate::{Day, Described, Filter, FilterKey, Secret};

/// One secret's entry.
#[derive(Debug, Default)]
pub(super) struct Entry {
    // Name, description, and each tag's key and value, each behind its length in bytes as a character: that keeps the
    // whole a text, so that no reading of it has to check its encoding again.
    packed: Box<str>,
    created: i64,
    changed: i64,
    last_accessed: Option<Day>,
    is_scheduled_for_deletion: bool,
    holds_description: bool,
    holds_tags: bool,
}

impl Entry {
    pub(super) fn of(secret: &Secret) -> Self {
        let description = Described::description(secret).unwrap_or_default();
        let tags_bytes: usize = Described::tags(secret).map(|(key, value)| key.len() + value.len() + 2).sum();
        let holds_description = description.len() <= CATALOGUE_DESCRIPTION_BYTES_MAX;
        let holds_tags = tags_bytes <= CATALOGUE_TAGS_BYTES_MAX;

        let tags = || Described::tags(secret).filter(|_| holds_tags).flat_map(|(key, value)| [key, value]);
        let description = if holds_description { description } else { "" };
        let texts = || [secret.name.as_str(), description].into_iter().chain(tags());
        Self {
            packed: pack(texts),
            created: of_instant(secret.created_at),
            changed: of_instant(secret.changed_at),
            last_accessed: secret.last_accessed,
            is_scheduled_for_deletion: secret.deletion.is_some(),
            holds_description,
            holds_tags,
        }
    }

    pub(super) fn place(&self, sort: SortKey) -> Place<'_> {
        Place { value: self.value(sort), name: self.name() }
    }

    /// How its place compares to another one. Looks at the name only if it must: that lies elsewhere in memory.
    pub(super) fn compare(&self, sort: SortKey, place: Place<'_>) -> Ordering {
        self.value(sort).cmp(&place.value).then_with(|| self.name().cmp(place.name))
    }

    fn value(&self, sort: SortKey) -> i64 {
        match sort {
            SortKey::CreatedDate => self.created,
            SortKey::LastAccessedDate => of_day(self.last_accessed),
            SortKey::LastChangedDate => self.changed,
            SortKey::Name => OF_NAME,
        }
    }

    /// Whether its tags are held here; if not, only the record knows them.
    pub(super) const fn holds_tags(&self) -> bool {
        self.holds_tags
    }

    pub(super) fn is_tagged_like(&self, other: &Self) -> bool {
        self.holds_tags == other.holds_tags && self.tags().eq(other.tags())
    }

    /// Whether the secret belongs to the answer, or only its record can tell.
    pub(super) fn may_match(&self, query: &Query) -> bool {
        let may_hold = |filter: &Filter| !self.can_judge(filter.key) || filter.matches(self);
        (query.include_planned_deletion || !self.is_scheduled_for_deletion)
            && query.filters.iter().all(may_hold)
    }

    const fn can_judge(&self, key: FilterKey) -> bool {
        match key {
            FilterKey::All => self.holds_description && self.holds_tags,
            FilterKey::Description => self.holds_description,
            FilterKey::TagKey | FilterKey::TagValue => self.holds_tags,
            FilterKey::Name | FilterKey::OwningService | FilterKey::PrimaryRegion => true,
        }
    }

    fn texts(&self) -> Texts<'_> {
        Texts(&self.packed)
    }
}

impl Described for Entry {
    fn name(&self) -> &str {
        self.texts().next().unwrap_or_default()
    }

    fn description(&self) -> Option<&str> {
        self.texts().nth(1).filter(|text| !text.is_empty())
    }

    fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut texts = self.texts();
        texts.next();
        texts.next();
        std::iter::from_fn(move || texts.next().zip(texts.next()))
    }

    fn primary_region(&self) -> Option<&str> {
        None
    }

    fn owning_service(&self) -> Option<&str> {
        None
    }
}

/// The packed texts, one after the other.
struct Texts<'a>(&'a str);

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut characters = self.0.chars();
        let length = usize::try_from(u32::from(characters.next()?)).ok()?;
        let (text, rest) = characters.as_str().split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }
}

fn pack<'a, T: Iterator<Item = &'a str>>(texts: impl Fn() -> T) -> Box<str> {
    let bytes = texts().map(|text| length_of(text).len_utf8() + text.len()).sum();
    let mut packed = String::with_capacity(bytes);
    for text in texts() {
        packed.push(length_of(text));
        packed.push_str(text);
    }
    packed.into_boxed_str()
}

fn length_of(text: &str) -> char {
    // INVARIANT: a name has at most 512 bytes and the limits bound the rest, far below the numbers that are no character.
    u32::try_from(text.len()).ok().and_then(char::from_u32).unwrap_or_default()
}
