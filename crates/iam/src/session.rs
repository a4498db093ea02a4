//! What temporary credentials carry beside who they are.

use jiff::Timestamp;

use crate::{Tag, UniqueId, WrittenPolicy};

/// What is known of the session that a call is made in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// When the credentials were issued.
    pub issued_at: Timestamp,
    /// From when on they are not accepted any more.
    pub expires_at: Timestamp,
    /// The policies that confine it; none at all confines nothing.
    pub policies: Option<SessionPolicies>,
    /// The tags that it was given.
    pub tags: Vec<SessionTag>,
    /// Who was behind the first of a chain of sessions, as whoever began it said.
    pub source_identity: Option<String>,
    /// The provider whose token it was begun with.
    pub federation: Option<Federation>,
}

impl Session {
    /// Whether the session is over at that time.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }
}

/// The policies that were passed when a session was begun. What any of them allows, they allow together.
///
/// Source: IAM User Guide, "Session policies".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionPolicies {
    /// The one that was passed as a text.
    pub inline: Option<WrittenPolicy>,
    /// The managed ones, by id.
    pub managed: Vec<UniqueId>,
}

/// A tag of a session.
///
/// Source: IAM User Guide, "Pass session tags in AWS STS".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionTag {
    /// The tag.
    pub tag: Tag,
    /// Whether sessions that this one begins have it too.
    pub is_transitive: bool,
}

/// Whose word a session was begun on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Federation {
    /// The provider's ARN.
    pub provider_arn: String,
    /// Whom the token was for.
    pub audience: String,
    /// Whom it was about.
    pub subject: String,
}
