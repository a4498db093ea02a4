//! What whoever begins a session of a role asks for it, and the rules of that.

use jiff::{SignedDuration, Timestamp};

use crate::limits::{SESSION_SECONDS_CHAINED_MAX, SESSION_SECONDS_DEFAULT};
use crate::policy::KeyTable;
use crate::{Role, Session, SessionTag, Tag};

/// What is asked for a session of a role.
///
/// Source: STS API reference, `AssumeRole`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionRequest {
    /// The session's name.
    pub session_name: String,
    /// How long it is to last; one hour unless said otherwise.
    pub duration_seconds: Option<u32>,
    /// The text of a policy that confines it.
    pub policy: Option<String>,
    /// Managed policies that confine it, by ARN.
    pub policy_arns: Vec<String>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// Which of the tags go on to sessions that are begun in it.
    pub transitive_tag_keys: Vec<String>,
    /// What the role's owner agreed with the caller.
    pub external_id: Option<String>,
    /// Who is behind it.
    pub source_identity: Option<String>,
}

/// Why a session cannot be as it is asked for (the caller's fault).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionRefused {
    /// A session that is begun in a session of a role lasts one hour at most.
    #[error("a session begun in a session lasts one hour at most")]
    BeyondChain,
    /// The role allows shorter sessions only.
    #[error("the role's sessions are shorter")]
    BeyondRole,
    /// Two tags have the same key.
    #[error("two tags have the key {0}")]
    DuplicateTag(String),
    /// The tag is one that the caller's own session passes on, which stays as it is.
    #[error("the tag {0} is passed on by the caller's session")]
    InheritedTag(String),
    /// The key begins as AWS's own do.
    #[error("the tag key {0} is reserved")]
    ReservedTag(String),
    /// A tag is to go on that is not among the tags.
    #[error("the transitive tag {0} is none of the tags")]
    UnknownTransitiveTag(String),
}

impl SessionRequest {
    /// The tags of the session: those that the caller's own session passes on, and those that are asked for.
    ///
    /// # Errors
    ///
    /// [`SessionRefused`], by what is wrong with a tag.
    pub fn session_tags(&self, inherited: Option<&Session>) -> Result<Vec<SessionTag>, SessionRefused> {
        let passed_on = inherited.map(|session| session.tags.as_slice()).unwrap_or_default().iter();
        let mut tags: Vec<_> = passed_on.filter(|given| given.is_transitive).cloned().collect();
        let passed_on = tags.len();
        for tag in &self.tags {
            let known = tags.iter().position(|known| is_same(&known.tag.key, &tag.key));
            match known {
                Some(place) if place < passed_on => {
                    return Err(SessionRefused::InheritedTag(tag.key.clone()));
                }
                Some(_) => return Err(SessionRefused::DuplicateTag(tag.key.clone())),
                None if tag.key.to_lowercase().starts_with("aws:") => {
                    return Err(SessionRefused::ReservedTag(tag.key.clone()));
                }
                None => {}
            }
            let is_transitive = self.transitive_tag_keys.iter().any(|key| is_same(key, &tag.key));
            tags.push(SessionTag { tag: tag.clone(), is_transitive });
        }
        let unknown = |key: &&String| !self.tags.iter().any(|tag| is_same(&tag.key, key));
        match self.transitive_tag_keys.iter().find(unknown) {
            Some(key) => Err(SessionRefused::UnknownTransitiveTag(key.clone())),
            None => Ok(tags),
        }
    }

    /// Who is behind the session: whoever was behind the caller's own, or else who is named.
    #[must_use]
    pub fn source_identity<'a>(&'a self, inherited: Option<&'a Session>) -> Option<&'a str> {
        inherited.and_then(|session| session.source_identity.as_deref()).or(self.source_identity.as_deref())
    }

    /// Whether somebody else is named than who is behind the caller's own session.
    #[must_use]
    pub fn changes_source_identity(&self, inherited: Option<&Session>) -> bool {
        self.source_identity.is_some() && self.source_identity(inherited) != self.source_identity.as_deref()
    }

    /// When a session begins and ends that is begun now. Both are whole seconds, which is what clients are told.
    ///
    /// # Errors
    ///
    /// [`SessionRefused::BeyondRole`], then [`SessionRefused::BeyondChain`].
    pub fn lifetime(
        &self,
        role: &Role,
        is_chained: bool,
        now: Timestamp,
    ) -> Result<(Timestamp, Timestamp), SessionRefused> {
        let seconds = self.duration_seconds.unwrap_or(SESSION_SECONDS_DEFAULT);
        if self.duration_seconds.is_some_and(|asked| asked > role.session_seconds_max) {
            return Err(SessionRefused::BeyondRole);
        }
        if is_chained && seconds > SESSION_SECONDS_CHAINED_MAX {
            return Err(SessionRefused::BeyondChain);
        }
        Ok(from_now(now, seconds))
    }

    /// What the conditions of policies may ask about the request.
    ///
    /// Source: IAM User Guide, "Available keys for AWS STS"; Service Authorization Reference, "AWS Security Token
    /// Service".
    #[must_use]
    pub fn condition_keys(&self, source_identity: Option<&str>) -> KeyTable {
        let mut keys = KeyTable::default();
        keys.insert("sts:RoleSessionName", self.session_name.as_str());
        if let Some(external_id) = &self.external_id {
            keys.insert("sts:ExternalId", external_id.as_str());
        }
        if let Some(source_identity) = source_identity {
            keys.insert("sts:SourceIdentity", source_identity);
        }
        if let Some(seconds) = self.duration_seconds {
            keys.insert("sts:DurationSeconds", seconds.to_string());
        }
        for Tag { key, value } in &self.tags {
            keys.insert(&format!("aws:RequestTag/{key}"), value.as_str());
        }
        keys.insert_many("aws:TagKeys", self.tags.iter().map(|tag| tag.key.as_str()));
        keys.insert_many("sts:TransitiveTagKeys", self.transitive_tag_keys.iter().map(String::as_str));
        keys
    }
}

/// From this second on, for so many.
pub(crate) fn from_now(now: Timestamp, seconds: u32) -> (Timestamp, Timestamp) {
    let begin = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let end = begin.checked_add(SignedDuration::from_secs(i64::from(seconds)));
    (begin, end.unwrap_or(begin))
}

fn is_same(key: &str, other: &str) -> bool {
    key.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests;
