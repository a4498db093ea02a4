//! Filters of the listing operations.

use super::shapes::{FILTER_VALUE, FILTER_VALUES};
use crate::members::{Enumeration, Members, Shape};

/// One condition on secrets. The model requires neither member; the service does, with messages of its own.
///
/// Source: Secrets Manager API reference, `Filter`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `Key`: what is compared.
    pub key: Option<FilterKey>,
    /// `Values`: 1 to 10, of which one must match; a leading `!` negates.
    pub values: Option<Vec<String>>,
}

impl Shape for Filter {
    fn read(members: &mut Members<'_>) -> Self {
        Self {
            key: members.enumeration("Key"),
            values: members.strings("Values", &FILTER_VALUES, &FILTER_VALUE),
        }
    }
}

/// What a filter compares, in the order in which the service itself lists the keys when it refuses another.
///
/// Source: Secrets Manager API reference, `Filter`, `Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterKey {
    /// `all`: any of them
    All,
    /// `name`
    Name,
    /// `tag-key`
    TagKey,
    /// `description`
    Description,
    /// `tag-value`
    TagValue,
    /// `primary-region`
    PrimaryRegion,
    /// `owning-service`
    OwningService,
}

impl FilterKey {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Name => "name",
            Self::TagKey => "tag-key",
            Self::Description => "description",
            Self::TagValue => "tag-value",
            Self::PrimaryRegion => "primary-region",
            Self::OwningService => "owning-service",
        }
    }
}

impl Enumeration for FilterKey {
    const ALL: &'static [Self] = &[
        Self::All,
        Self::Name,
        Self::TagKey,
        Self::Description,
        Self::TagValue,
        Self::PrimaryRegion,
        Self::OwningService,
    ];

    fn name(self) -> &'static str {
        self.name()
    }
}
