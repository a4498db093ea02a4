//! Filters: the conditions by which a listing picks secrets.
//!
//! A filter sees a secret only through [`Described`], so that the record and the catalogue's packed entry are judged by
//! the same code. How many filters and values there may be, and of which characters, is the wire's affair; here, the work
//! grows with the length of what is compared whatever it contains.
//!
//! Source: Secrets Manager API reference, `Filter`; User Guide, "Find secrets in AWS Secrets Manager".

use seal::Digest;

use crate::Secret;

mod words;

use words::Words;

/// What a filter compares.
///
/// Source: Secrets Manager API reference, `Filter`, `Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FilterKey {
    /// `all`: by words, any of name, description, tag keys and tag values.
    All,
    /// `description`: by words.
    Description,
    /// `name`: by its beginning, case-sensitive.
    Name,
    /// `owning-service`: by its beginning, case-sensitive.
    OwningService,
    /// `primary-region`: by its beginning, case-sensitive.
    PrimaryRegion,
    /// `tag-key`: by the beginning of any tag's key, case-sensitive.
    TagKey,
    /// `tag-value`: by the beginning of any tag's value, case-sensitive.
    TagValue,
}

/// One value of a filter: a text that is looked for, or one that must not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterValue {
    negated: bool,
    text: String,
    words: Words,
}

/// One condition: holds if at least one of its values does.
///
/// The values are alternatives, negated ones too: `one` or `!two` holds for whatever has the first or lacks the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// What is compared.
    pub key: FilterKey,
    /// With what.
    pub values: Vec<FilterValue>,
}

/// Conditions that must all hold; none at all hold for every secret.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters(Vec<Filter>);

/// What filters see of a secret.
pub trait Described {
    /// The name.
    fn name(&self) -> &str;

    /// The description; an empty one is as good as none.
    fn description(&self) -> Option<&str>;

    /// Each tag's key and value.
    fn tags(&self) -> impl Iterator<Item = (&str, &str)>;

    /// The region of the primary secret, if it is replicated.
    fn primary_region(&self) -> Option<&str>;

    /// The service that manages the secret, if one does.
    fn owning_service(&self) -> Option<&str>;
}

impl FilterValue {
    /// The value that `text` is: a leading `!` negates the rest.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let (negated, text) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        Self { negated, text: text.to_owned(), words: Words::of(text) }
    }

    /// Whether the text must not be found.
    #[must_use]
    pub const fn is_negated(&self) -> bool {
        self.negated
    }

    /// The text, without the mark of negation.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    // A secret that lacks the attribute altogether has nothing to be found in, and so passes a negated value.
    fn holds(&self, key: FilterKey, secret: &impl Described) -> bool {
        self.is_found(key, secret) != self.negated
    }

    fn is_found(&self, key: FilterKey, secret: &impl Described) -> bool {
        let begins = |text: &str| text.starts_with(&self.text);
        let speaks = |text: &str| self.words.are_found_in(text);
        match key {
            FilterKey::All => {
                speaks(secret.name())
                    || secret.description().is_some_and(speaks)
                    || secret.tags().any(|(key, value)| speaks(key) || speaks(value))
            }
            FilterKey::Description => secret.description().is_some_and(speaks),
            FilterKey::Name => begins(secret.name()),
            FilterKey::OwningService => secret.owning_service().is_some_and(begins),
            FilterKey::PrimaryRegion => secret.primary_region().is_some_and(begins),
            FilterKey::TagKey => secret.tags().any(|(key, _)| begins(key)),
            FilterKey::TagValue => secret.tags().any(|(_, value)| begins(value)),
        }
    }
}

impl Filter {
    /// Whether the condition holds for a secret.
    #[must_use]
    pub fn matches(&self, secret: &impl Described) -> bool {
        self.values.iter().any(|value| value.holds(self.key, secret))
    }
}

impl Filters {
    /// The conjunction of these filters.
    #[must_use]
    pub const fn new(filters: Vec<Filter>) -> Self {
        Self(filters)
    }

    /// The filters, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &Filter> {
        self.0.iter()
    }

    /// How many values they have together: as many tests as one secret may cost.
    #[must_use]
    pub fn values(&self) -> usize {
        self.0.iter().map(|filter| filter.values.len()).sum()
    }

    /// Whether every condition holds for a secret.
    #[must_use]
    pub fn matches(&self, secret: &impl Described) -> bool {
        self.0.iter().all(|filter| filter.matches(secret))
    }

    /// A hash that differs between any two questions, so that a paging token can be bound to one.
    ///
    /// The order of filters and values counts although it changes nothing in the answer: a caller pages with the very
    /// request it began with.
    #[must_use]
    pub fn hash(&self) -> Digest {
        let mut encoded = b"filters 1".to_vec();
        for filter in &self.0 {
            encoded.push(filter.key.code());
            encoded.extend((filter.values.len() as u64).to_be_bytes());
            for value in &filter.values {
                encoded.push(u8::from(value.negated));
                encoded.extend((value.text.len() as u64).to_be_bytes());
                encoded.extend(value.text.bytes());
            }
        }
        seal::sha256(&[&encoded])
    }
}

impl FilterKey {
    const fn code(self) -> u8 {
        match self {
            Self::All => 1,
            Self::Description => 2,
            Self::Name => 3,
            Self::OwningService => 4,
            Self::PrimaryRegion => 5,
            Self::TagKey => 6,
            Self::TagValue => 7,
        }
    }
}

impl Described for Secret {
    fn name(&self) -> &str {
        self.name.as_str()
    }

    fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tags.iter().flat_map(|tags| tags.iter()).map(|tag| (tag.key.as_str(), tag.value.as_str()))
    }

    fn primary_region(&self) -> Option<&str> {
        None
    }

    fn owning_service(&self) -> Option<&str> {
        None
    }
}

#[cfg(test)]
mod tests;
