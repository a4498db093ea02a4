//! Tags: what people sort secrets by.

use std::collections::HashSet;

use crate::limits::TAGS_MAX;

/// One tag: a key of 1 to 128 and a value of 0 to 256 characters.
///
/// Source: Secrets Manager API reference, `Tag`; AWS General Reference, "Tagging your AWS resources".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The key, case-sensitive, unique on a secret.
    pub key: String,
    /// The value; empty if none was given.
    pub value: String,
}

/// The tags of one secret, in the order in which their keys were first set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags(Vec<Tag>);

/// Why tags are refused (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTags {
    /// A character that neither keys nor values may have.
    #[error("tag `{key}` has a character other than letters, digits, spaces and _.:/=+-@")]
    Characters {
        /// The tag's key.
        key: String,
    },
    /// One key twice in one request.
    #[error("tag key `{key}` is given twice")]
    Duplicate {
        /// The key.
        key: String,
    },
    /// A key in the namespace that AWS keeps to itself.
    #[error("tag key `{key}` begins with `aws:`, which is reserved")]
    Reserved {
        /// The key.
        key: String,
    },
    /// More than 50 tags.
    #[error("a secret has at most {TAGS_MAX} tags")]
    TooMany,
}

impl Tags {
    /// The tags that a record held.
    pub(crate) const fn from_record(tags: Vec<Tag>) -> Self {
        Self(tags)
    }

    /// The tags, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|tag| tag.key == key).map(|tag| tag.value.as_str())
    }

    /// Sets each tag: a known key gets its new value in place, a new one goes to the end.
    ///
    /// Source: Secrets Manager API reference, `TagResource`.
    ///
    /// # Errors
    ///
    /// See [`InvalidTags`]; nothing is changed then.
    pub fn set(&mut self, added: &[Tag]) -> Result<(), InvalidTags> {
        check(added)?;
        let mut next = self.clone();
        added.iter().for_each(|tag| next.upsert(tag));
        (next.0.len() <= TAGS_MAX).then(|| *self = next).ok_or(InvalidTags::TooMany)
    }

    /// Removes the tags with these keys; unknown keys are passed over.
    pub fn remove(&mut self, keys: &[String]) {
        let keys: HashSet<&str> = keys.iter().map(String::as_str).collect();
        self.0.retain(|tag| !keys.contains(tag.key.as_str()));
    }

    fn upsert(&mut self, tag: &Tag) {
        match self.0.iter_mut().find(|known| known.key == tag.key) {
            Some(known) => known.value.clone_from(&tag.value),
            None => self.0.push(tag.clone()),
        }
    }
}

fn check(tags: &[Tag]) -> Result<(), InvalidTags> {
    // Counted first: each tag is compared with all before it, and a body of 1 MiB has room for tens of thousands.
    if tags.len() > TAGS_MAX {
        return Err(InvalidTags::TooMany);
    }
    tags.iter().enumerate().try_for_each(|(index, tag)| {
        let key = || tag.key.clone();
        if tags.iter().take(index).any(|earlier| earlier.key == tag.key) {
            Err(InvalidTags::Duplicate { key: key() })
        } else if tag.key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
            Err(InvalidTags::Reserved { key: key() })
        } else if !tag.key.chars().chain(tag.value.chars()).all(is_allowed) {
            Err(InvalidTags::Characters { key: key() })
        } else {
            Ok(())
        }
    })
}

fn is_allowed(character: char) -> bool {
    character.is_alphanumeric() || character == ' ' || "_.:/=+-@".contains(character)
}

#[cfg(test)]
mod tests;
