//! The tags of a key.
//!
//! Source: KMS Developer Guide, "Tags in AWS KMS".

use iam::Tag;

use crate::limits::TAGS_MAX;

/// The tags of one key, in the order in which their keys were first set. Keys differ by case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tags(Vec<Tag>);

/// Why tags are refused (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTags {
    /// A character that neither keys nor values may have.
    #[error("tag `{0}` has a character other than letters, digits, spaces and _.:/=+-@")]
    Characters(String),
    /// One key twice in one request.
    #[error("tag key `{0}` is given twice")]
    Duplicate(String),
    /// A key in the namespace that AWS keeps to itself.
    #[error("tag key `{0}` begins with `aws:`, which is reserved")]
    Reserved(String),
    /// More than 50 tags.
    #[error("a key has at most {TAGS_MAX} tags")]
    TooMany,
}

impl Tags {
    /// The tags that a record held.
    pub(crate) const fn from_record(tags: Vec<Tag>) -> Self {
        Self(tags)
    }

    /// The tags, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Tag] {
        &self.0
    }

    /// Sets each tag: a known key gets its new value in place, a new one goes to the end.
    ///
    /// Source: KMS API reference, `TagResource`.
    ///
    /// # Errors
    ///
    /// See [`InvalidTags`]; nothing is changed then.
    pub fn set(&mut self, added: &[Tag]) -> Result<(), InvalidTags> {
        check(added)?;
        let mut next = self.0.clone();
        for tag in added {
            match next.iter_mut().find(|known| known.key == tag.key) {
                Some(known) => known.value.clone_from(&tag.value),
                None => next.push(tag.clone()),
            }
        }
        (next.len() <= TAGS_MAX).then(|| self.0 = next).ok_or(InvalidTags::TooMany)
    }

    /// Removes the tags with these keys; unknown keys are passed over.
    pub fn remove(&mut self, keys: &[String]) {
        self.0.retain(|tag| !keys.contains(&tag.key));
    }
}

fn check(tags: &[Tag]) -> Result<(), InvalidTags> {
    // Counted first: each tag is compared with all before it.
    if tags.len() > TAGS_MAX {
        return Err(InvalidTags::TooMany);
    }
    tags.iter().enumerate().try_for_each(|(index, tag)| {
        let key = || tag.key.clone();
        if tags.iter().take(index).any(|earlier| earlier.key == tag.key) {
            Err(InvalidTags::Duplicate(key()))
        } else if tag.key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
            Err(InvalidTags::Reserved(key()))
        } else if !tag.key.chars().chain(tag.value.chars()).all(is_allowed) {
            Err(InvalidTags::Characters(key()))
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
