//! Places: where a secret stands in an order, and how a paging token remembers it.

use jiff::Timestamp;

use super::SortKey;
use crate::{Day, Secret, SecretName};

/// Where a secret stands in an order: the value that is sorted by, then the name.
///
/// INVARIANT: the order of the fields is the order of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place<'a> {
    pub(super) value: i64,
    pub(super) name: &'a str,
}

/// Where a page ended: the place of its last entry, whatever becomes of that entry.
///
/// It has a meaning only in the order that it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    value: i64,
    name: SecretName,
}

impl Position {
    /// The position of a secret in the order by `sort`.
    #[must_use]
    pub fn of(secret: &Secret, sort: SortKey) -> Self {
        let value = match sort {
            SortKey::CreatedDate => of_instant(secret.created_at),
            SortKey::LastAccessedDate => of_day(secret.last_accessed),
            SortKey::LastChangedDate => of_instant(secret.changed_at),
            SortKey::Name => OF_NAME,
        };
        Self { value, name: secret.name.clone() }
    }

    /// The position as bytes that [`decode`](Self::decode) reads.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        [self.value.to_be_bytes().as_slice(), self.name.as_str().as_bytes()].concat()
    }

    /// The position that these bytes are; none if they are no position.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (value, name) = bytes.split_first_chunk::<8>()?;
        let name = SecretName::parse(str::from_utf8(name).ok()?).ok()?;
        Some(Self { value: i64::from_be_bytes(*value), name })
    }

    /// The name of the secret that the page ended with.
    pub(crate) const fn name(&self) -> &SecretName {
        &self.name
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place { value: self.value, name: self.name.as_str() }
    }
}

impl Place<'_> {
    /// The name, as every entry's text was once one.
    pub(super) fn secret_name(self) -> Option<SecretName> {
        SecretName::parse(self.name).ok()
    }

    pub(super) fn position(self) -> Option<Position> {
        Some(Position { value: self.value, name: self.secret_name()? })
    }
}

/// What is sorted by where only the name counts.
pub(super) const OF_NAME: i64 = 0;

/// Microseconds since 1970: what is closer together is sorted by name.
pub(super) fn of_instant(instant: Timestamp) -> i64 {
    instant.as_microsecond()
}

/// The day's number; never comes before all days.
pub(super) fn of_day(day: Option<Day>) -> i64 {
    day.map_or(i64::MIN, |day| i64::from(day.number()))
}
