//! The call that lists secrets.

use serde_json::{Value as Json, json};

use super::{Call, Case, Input};
use crate::model::entry::Entry;
use crate::model::expected::{Expected, Verdict};
use crate::model::step::{Form, Listing, Target};

/// The texts that are searched for: by tag's key, by tag's value, by description.
const SEARCHED: [[&str; 6]; 3] = [
    ["team", "Team", "", "e", "a b", "many-"],
    ["red", "R", "Blue", "", "Blue green", "green"],
    ["a", "a secret", "o t", "SECRET", "old the", "two"],
];

/// The keys of filters that take these texts.
const FILTERS: [&str; 3] = ["tag-key", "tag-value", "description"];

/// A call can make a secret by its name only.
pub(super) fn by_name(target: Target) -> Target {
    let form = if target.form == Form::Invalid { Form::Invalid } else { Form::Name };
    Target { form, ..target }
}

impl Case {
    pub(super) fn list_secrets(&self, listing: Listing) -> Call {
        let filter = listing.filter.and_then(|(key, text)| {
            let texts = SEARCHED.get(usize::from(key))?;
            Some((*FILTERS.get(usize::from(key))?, *texts.get(usize::from(text))?))
                .filter(|(_, text)| !text.is_empty())
        });
        let mut filters = vec![json!({"Key": "name", "Values": [self.prefix]})];
        filters.extend(filter.map(|(key, text)| json!({"Key": key, "Values": [text]})));
        let mut input = Input::new();
        input.insert("Filters".to_owned(), filters.into());
        input.extend(listing.planned.map(|shown| ("IncludePlannedDeletion".to_owned(), shown.into())));
        input.extend(listing.page.map(|page| ("MaxResults".to_owned(), page.into())));
        let sorted = listing.by_name.map(|by_name| if by_name { "name" } else { "created-date" });
        input.extend(sorted.map(|sorted| ("SortBy".to_owned(), sorted.into())));
        let order = listing.descending.map(|down| if down { "desc" } else { "asc" });
        input.extend(order.map(|order| ("SortOrder".to_owned(), order.into())));
        let entries = self.slots.iter().filter_map(|slot| slot.entry.as_ref());
        let shown = entries
            .filter(|entry| listing.planned == Some(true) || !entry.rules.scheduled)
            .filter(|entry| filter.is_none_or(|(key, text)| is_match(entry, key, text)))
            .map(|entry| (entry.name.clone(), entry.described("SecretVersionsToStages")));
        let list = Expected::Keyed { by: "Name", required: shown.collect(), optional: Default::default() };
        let verdicts = vec![Verdict::Done(Expected::object([("SecretList", list)]))];
        let by = if listing.by_name == Some(true) { "Name" } else { "CreatedDate" };
        let sorted = Some((by, listing.descending == Some(true)));
        Call { operation: "ListSecrets", input: Json::Object(input), verdicts, sorted }
    }
}

/// Whether a filter finds a secret: tags by a prefix, descriptions by prefixes of words in any case.
///
/// Source: Secrets Manager User Guide, "Find secrets"; how descriptions are searched was observed.
fn is_match(entry: &Entry, key: &str, text: &str) -> bool {
    let mut tags = entry.tags.iter().flatten();
    match key {
        "tag-key" => tags.any(|(key, _)| key.starts_with(text)),
        "tag-value" => tags.any(|(_, value)| value.starts_with(text)),
        _ => {
            let (text, searched) = (text.to_lowercase(), entry.description.to_lowercase());
            let has = |word: &str| searched.split_whitespace().any(|other| other.starts_with(word));
            text.split_whitespace().all(has)
        }
    }
}
