//! Ids that outlive names: what is made anew under an old name is somebody else.

use std::fmt;
use std::sync::Arc;

use seal::Entropy;

use crate::limits::UNIQUE_ID_CHARS;

/// What kind of thing a [`UniqueId`] is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityKind {
    /// A managed policy, `ANPA`.
    ManagedPolicy,
    /// A role, `AROA`.
    Role,
    /// A user, `AIDA`.
    User,
}

impl EntityKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::ManagedPolicy => "ANPA",
            Self::Role => "AROA",
            Self::User => "AIDA",
        }
    }
}

/// The unique id of a user, a role or a managed policy: four letters that tell the kind, and 17 of base32.
///
/// Never used twice, so a recreated namesake inherits nothing.
///
/// Source: IAM User Guide, "IAM identifiers", unique identifiers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UniqueId(Arc<str>);

impl UniqueId {
    /// A fresh random id of 85 bits.
    #[must_use]
    pub fn generate(kind: EntityKind, entropy: &mut Entropy) -> Self {
        let mut id = String::from(kind.prefix());
        let missing = UNIQUE_ID_CHARS - id.len();
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        id.extend((0..missing).filter_map(|_| entropy.choose(alphabet)).map(char::from));
        Self(id.into())
    }

    /// The id that `text` is, if it is one of this kind.
    #[must_use]
    pub fn parse(kind: EntityKind, text: &str) -> Option<Self> {
        let of_base32 = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7');
        let valid =
            text.len() == UNIQUE_ID_CHARS && text.starts_with(kind.prefix()) && text.bytes().all(of_base32);
        valid.then(|| Self(text.into()))
    }

    /// What kind of thing it is of.
    #[must_use]
    pub fn kind(&self) -> EntityKind {
        let kinds = [EntityKind::ManagedPolicy, EntityKind::Role, EntityKind::User];
        // INVARIANT: no id is made without the prefix of a kind.
        kinds
            .into_iter()
            .find(|kind| self.0.starts_with(kind.prefix()))
            .unwrap_or_else(|| unreachable!("an id without a kind"))
    }

    /// The id that `text` is, if it is a user's or a role's.
    #[must_use]
    pub fn of_principal(text: &str) -> Option<Self> {
        [EntityKind::User, EntityKind::Role].into_iter().find_map(|kind| Self::parse(kind, text))
    }

    /// The id's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UniqueId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
