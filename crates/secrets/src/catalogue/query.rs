//! Queries: what a listing asks for, and in which order.

use std::cmp::Ordering;

use super::place::{Place, Position};
use crate::{Filters, Secret};

/// What secrets are sorted by; those that are equal in it are sorted by name.
///
/// Source: Secrets Manager API reference, `ListSecrets`, `SortBy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// `created-date`
    CreatedDate,
    /// `last-accessed-date`; a secret never read comes before all others.
    LastAccessedDate,
    /// `last-changed-date`
    LastChangedDate,
    /// `name`
    Name,
}

/// Which secrets a listing shows, and in which order.
///
/// Source: Secrets Manager API reference, `ListSecrets`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The conditions.
    pub filters: Filters,
    /// Whether secrets that are scheduled for deletion are shown too.
    pub include_planned_deletion: bool,
    /// What the secrets are sorted by.
    pub sort: SortKey,
    /// Whether the whole order is turned round, that of names within equal dates included.
    pub descending: bool,
}

impl SortKey {
    pub(super) const ALL: [Self; 4] =
        [Self::CreatedDate, Self::LastAccessedDate, Self::LastChangedDate, Self::Name];
}

impl Query {
    /// Whether a secret belongs to the answer.
    #[must_use]
    pub fn matches(&self, secret: &Secret) -> bool {
        self.shows(secret) && self.filters.matches(secret)
    }

    /// Whether a secret would belong to the answer if there were no filters.
    pub(crate) const fn shows(&self, secret: &Secret) -> bool {
        self.include_planned_deletion || secret.deletion.is_none()
    }

    /// How many secrets one call may test if it may test `entries` by a single value: the more values, the fewer secrets,
    /// so that no question costs more than another. At least 1.
    pub(crate) fn tested_max(&self, entries: usize) -> usize {
        (entries / self.filters.values().max(1)).max(1)
    }

    /// Where a secret stands in the answer.
    #[must_use]
    pub fn position(&self, secret: &Secret) -> Position {
        Position::of(secret, self.sort)
    }

    /// Which of two positions in the answer comes first.
    #[must_use]
    pub fn compare(&self, one: &Position, other: &Position) -> Ordering {
        self.order(one.place(), other.place())
    }

    pub(super) fn order(&self, one: Place<'_>, other: Place<'_>) -> Ordering {
        if self.descending { other.cmp(&one) } else { one.cmp(&other) }
    }
}
