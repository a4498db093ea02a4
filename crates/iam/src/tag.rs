//! What principals are sorted by, and what policies may ask about them.

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

impl Tag {
    /// The value of the tag whose key is `key`, without regard to case.
    #[must_use]
    pub fn find<'a>(tags: &'a [Self], key: &str) -> Option<&'a str> {
        let lowercase = key.to_lowercase();
        tags.iter().find(|tag| tag.key.to_lowercase() == lowercase).map(|tag| tag.value.as_str())
    }
}
