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

/// What a filter compares.
///
/// Source: Secrets Manager API reference, `Filter`, `Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FilterKey {
    /// `description`
    Description,
    /// `name`
    Name,
    /// `tag-key`
    TagKey,
    /// `tag-value`
    TagValue,
    /// `primary-region`
    PrimaryRegion,
    /// `owning-service`
    OwningService,
    /// `all`: any of them
    All,
}

impl FilterKey {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Name => "name",
            Self::TagKey => "tag-key",
            Self::TagValue => "tag-value",
            Self::PrimaryRegion => "primary-region",
            Self::OwningService => "owning-service",
            Self::All => "all",
        }
    }
}

impl Enumeration for FilterKey {
    const ALL: &'static [Self] = &[
        Self::Description,
        Self::Name,
        Self::TagKey,
        Self::TagValue,
        Self::PrimaryRegion,
        Self::OwningService,
        Self::All,
    ];

    fn name(self) -> &'static str {
        self.name()
    }
}
