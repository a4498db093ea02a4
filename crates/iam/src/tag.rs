//! What principals are sorted by, and what policies may ask about them.

use std::collections::HashSet;

use crate::limits::TAGS_MAX;

/// A tag of a user, a role, a policy, a provider or a session.
///
/// Source: IAM API reference, `Tag`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The key, compared without regard to case.
    pub key: String,
    /// The value.
    pub value: String,
}

/// Why tags are refused (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTags {
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
    #[error("there are at most {TAGS_MAX} tags")]
    TooMany,
}

impl Tag {
    /// The value of the tag whose key is `key`, without regard to case.
    #[must_use]
    pub fn find<'a>(tags: &'a [Self], key: &str) -> Option<&'a str> {
        tags.iter().find(|tag| tag.is_called(key)).map(|tag| tag.value.as_str())
    }

    /// Sets each tag: a known key gets its new value in place, and its case; a new one goes to the end.
    ///
    /// Source: IAM API reference, `TagUser`; IAM User Guide, "Rules for tagging in IAM and AWS STS".
    ///
    /// # Errors
    ///
    /// See [`InvalidTags`]; nothing is changed then.
    pub fn set(tags: &mut Vec<Self>, added: &[Self]) -> Result<(), InvalidTags> {
        check(added)?;
        let mut next = tags.clone();
        for tag in added {
            let lowercase = tag.lowercase();
            match next.iter_mut().find(|known| known.lowercase() == lowercase) {
                Some(known) => known.clone_from(tag),
                None => next.push(tag.clone()),
            }
        }
        (next.len() <= TAGS_MAX).then(|| *tags = next).ok_or(InvalidTags::TooMany)
    }

    /// Removes the tags with these keys, without regard to case; unknown keys are passed over.
    pub fn remove(tags: &mut Vec<Self>, keys: &[String]) {
        let keys: HashSet<_> = keys.iter().map(|key| key.to_lowercase()).collect();
        tags.retain(|tag| !keys.contains(&tag.lowercase()));
    }

    /// Whether its key is `key`, without regard to case.
    pub(crate) fn is_called(&self, key: &str) -> bool {
        if self.key.is_ascii() && key.is_ascii() {
            return self.key.eq_ignore_ascii_case(key);
        }
        self.lowercase() == key.to_lowercase()
    }

    /// The key as it is compared.
    pub(crate) fn lowercase(&self) -> String {
        self.key.to_lowercase()
    }
}

fn check(tags: &[Tag]) -> Result<(), InvalidTags> {
    // Counted first: a body of 1 MiB has room for tens of thousands.
    if tags.len() > TAGS_MAX {
        return Err(InvalidTags::TooMany);
    }
    let mut keys = HashSet::new();
    tags.iter().try_for_each(|tag| {
        let (lowercase, key) = (tag.lowercase(), || tag.key.clone());
        if lowercase.starts_with("aws:") {
            Err(InvalidTags::Reserved { key: key() })
        } else if !keys.insert(lowercase) {
            Err(InvalidTags::Duplicate { key: key() })
        } else {
            Ok(())
        }
    })
}

#[cfg(test)]
mod tests;
