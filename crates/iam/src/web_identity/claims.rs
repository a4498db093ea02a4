//! What a token claims.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Tag;
use crate::limits::{IDENTITY_CLAIM_CHARS_MAX, IDENTITY_TAGS_MAX};

/// The claims that count; others are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) sub: String,
    pub(super) aud: OneOrMany,
    pub(super) exp: i64,
    pub(super) iat: i64,
    pub(super) nbf: Option<i64>,
    pub(super) azp: Option<String>,
    pub(super) amr: Option<OneOrMany>,
    #[serde(rename = "https://aws.amazon.com/tags")]
    pub(super) tags: Option<TagsClaim>,
    #[serde(rename = "https://aws.amazon.com/source_identity")]
    pub(super) source_identity: Option<String>,
}

/// A text, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Source: IAM User Guide, "Pass session tags in AWS STS", session tags using `AssumeRoleWithWebIdentity`.
#[derive(Debug, Deserialize)]
pub(super) struct TagsClaim {
    #[serde(default)]
    principal_tags: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    transitive_tag_keys: Vec<String>,
}

impl OneOrMany {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Many(texts) => texts,
        }
    }

    fn as_slice(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

impl Claims {
    /// Reads the claims, if all that must be there are, of a sensible size.
    pub(super) fn parse(payload: &[u8]) -> Option<Self> {
        let claims: Self = serde_json::from_slice(payload).ok()?;
        let fits = |text: &String| !text.is_empty() && text.chars().count() <= IDENTITY_CLAIM_CHARS_MAX;
        let audiences = claims.aud.as_slice();
        let all_fit = fits(&claims.iss)
            && fits(&claims.sub)
            && !audiences.is_empty()
            && audiences.iter().chain(&claims.azp).all(fits)
            && claims.amr.iter().flat_map(OneOrMany::as_slice).all(fits)
            && claims.source_identity.as_deref().is_none_or(is_source_identity)
            && claims.tags.iter().all(TagsClaim::is_sensible);
        all_fit.then_some(claims)
    }
}

/// Source: STS API reference, `AssumeRole`, `SourceIdentity`.
fn is_source_identity(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte);
    (2..=64).contains(&text.len()) && text.bytes().all(allowed)
}

impl TagsClaim {
    /// Whether each tag has one value, and both are of the size of a session's tags.
    fn is_sensible(&self) -> bool {
        let is_tag = |(key, value): (&String, &OneOrMany)| {
            let value = match value.as_slice() {
                [value] => value,
                _ => return false,
            };
            (1..=128).contains(&key.chars().count()) && value.chars().count() <= 256
        };
        self.principal_tags.len() <= IDENTITY_TAGS_MAX
            && self.transitive_tag_keys.len() <= IDENTITY_TAGS_MAX
            && self.principal_tags.iter().all(is_tag)
    }
}

/// Who a provider vouched for, in a token that it signed and that is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedIdentity {
    provider_url: String,
    subject: String,
    audiences: Vec<String>,
    authorized_party: Option<String>,
    methods: Vec<String>,
    tags: Vec<Tag>,
    transitive_tag_keys: Vec<String>,
    source_identity: Option<String>,
}

impl VerifiedIdentity {
    /// What was claimed, by a provider whose signature was verified.
    pub(super) fn of(claims: Claims, provider_url: String) -> Self {
        let (principal_tags, transitive_tag_keys) = match claims.tags {
            Some(tags) => (tags.principal_tags, tags.transitive_tag_keys),
            None => Default::default(),
        };
        let tags = principal_tags.into_iter();
        let tags = tags.flat_map(|(key, values)| {
            values.into_list().into_iter().map(move |value| Tag { key: key.clone(), value })
        });
        Self {
            provider_url,
            subject: claims.sub,
            audiences: claims.aud.into_list(),
            authorized_party: claims.azp,
            methods: claims.amr.map(OneOrMany::into_list).unwrap_or_default(),
            tags: tags.collect(),
            transitive_tag_keys,
            source_identity: claims.source_identity,
        }
    }

    /// The provider's URL, without its scheme.
    #[must_use]
    pub fn provider_url(&self) -> &str {
        &self.provider_url
    }

    /// Whom the token is about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Whom the token is for: who it was issued to, if that is said, or else the first of its audiences.
    #[must_use]
    pub fn audience(&self) -> &str {
        self.authorized_party().or(self.audiences.first().map(String::as_str)).unwrap_or_default()
    }

    /// The first of the token's audiences that is among `registered`.
    #[must_use]
    pub fn audience_among(&self, registered: &[String]) -> Option<&str> {
        self.audiences.iter().find(|audience| registered.contains(audience)).map(String::as_str)
    }

    /// Whom the token was issued to, if that is said.
    #[must_use]
    pub fn authorized_party(&self) -> Option<&str> {
        self.authorized_party.as_deref()
    }

    /// How the subject had shown who it is.
    #[must_use]
    pub fn methods(&self) -> &[String] {
        &self.methods
    }

    /// The tags that the provider gives to the session.
    #[must_use]
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Which of them go on to further sessions.
    #[must_use]
    pub fn transitive_tag_keys(&self) -> &[String] {
        &self.transitive_tag_keys
    }

    /// Who is behind the session, as the provider says.
    #[must_use]
    pub fn source_identity(&self) -> Option<&str> {
        self.source_identity.as_deref()
    }
}
