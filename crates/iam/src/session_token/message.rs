//! The record in a session token.

use std::sync::Arc;

use jiff::Timestamp;
use prost::Message;
use seal::Plaintext;

use super::{SessionOwner, SessionToken};
use crate::limits::SESSION_RECORD_BYTES_MAX;
use crate::policy::PolicyKind;
use crate::{
    AccessKeyId, EntityKind, Federation, SecretAccessKey, Session, SessionPolicies, SessionTag, Tag,
    UniqueId, WrittenPolicy,
};

/// It holds a secret, which is wiped by whoever made the message.
#[derive(Clone, PartialEq, Message)]
struct TokenMessage {
    #[prost(string, tag = "1")]
    access_key: String,
    #[prost(bytes = "vec", tag = "2")]
    secret: Vec<u8>,
    #[prost(string, tag = "3")]
    partition: String,
    #[prost(string, tag = "4")]
    account: String,
    /// Empty for the account's root.
    #[prost(string, tag = "5")]
    owner: String,
    /// Empty unless the owner is a role.
    #[prost(string, tag = "6")]
    session_name: String,
    #[prost(int64, tag = "7")]
    issued_at_ms: i64,
    #[prost(int64, tag = "8")]
    expires_at_ms: i64,
    #[prost(string, optional, tag = "9")]
    inline_policy: Option<String>,
    #[prost(string, repeated, tag = "10")]
    managed_policies: Vec<String>,
    #[prost(message, repeated, tag = "11")]
    tags: Vec<SessionTagMessage>,
    #[prost(string, optional, tag = "12")]
    source_identity: Option<String>,
    #[prost(message, optional, tag = "13")]
    federation: Option<FederationMessage>,
}

#[derive(Clone, PartialEq, Message)]
struct SessionTagMessage {
    #[prost(string, tag = "1")]
    key: String,
    #[prost(string, tag = "2")]
    value: String,
    #[prost(bool, tag = "3")]
    is_transitive: bool,
}

#[derive(Clone, PartialEq, Message)]
struct FederationMessage {
    #[prost(string, tag = "1")]
    provider_arn: String,
    #[prost(string, tag = "2")]
    audience: String,
    #[prost(string, tag = "3")]
    subject: String,
}

pub(super) fn encode(token: &SessionToken, format: u8) -> Plaintext {
    let mut message = message(token);
    // The room is made at once, so that no copy of the secret is left behind.
    let mut bytes = Vec::with_capacity(1 + message.encoded_len());
    bytes.push(format);
    // Cannot fail: the vector grows if it has to.
    let _ = message.encode(&mut bytes);
    drop(Plaintext::new(std::mem::take(&mut message.secret)));
    Plaintext::new(bytes)
}

/// How much of what the other members leave is taken by policies and tags; nothing if there are none.
pub(super) fn packed_percent(token: &SessionToken) -> Option<u32> {
    let mut message = message(token);
    drop(Plaintext::new(std::mem::take(&mut message.secret)));
    let whole = message.encoded_len();
    (message.inline_policy, message.managed_policies, message.tags) = Default::default();
    let fixed = message.encoded_len() + token.secret.plaintext().len();
    let packed = whole - message.encoded_len();
    let room = SESSION_RECORD_BYTES_MAX.saturating_sub(fixed).max(1);
    (packed > 0).then(|| u32::try_from((packed * 100).div_ceil(room)).unwrap_or(u32::MAX))
}

fn message(token: &SessionToken) -> TokenMessage {
    let session = &token.session;
    let (owner, session_name) = match &token.owner {
        SessionOwner::Role { id, session_name } => (id.to_string(), session_name.clone()),
        SessionOwner::Root => Default::default(),
        SessionOwner::User(id) => (id.to_string(), String::new()),
    };
    let policies = session.policies.as_ref();
    let federation = session.federation.as_ref().map(|federation| FederationMessage {
        provider_arn: federation.provider_arn.clone(),
        audience: federation.audience.clone(),
        subject: federation.subject.clone(),
    });
    TokenMessage {
        access_key: token.access_key.to_string(),
        secret: token.secret.plaintext().expose_secret().to_vec(),
        partition: token.partition.to_string(),
        account: token.account.to_string(),
        owner,
        session_name,
        issued_at_ms: session.issued_at.as_millisecond(),
        expires_at_ms: session.expires_at.as_millisecond(),
        inline_policy: policies
            .and_then(|passed| passed.inline.as_ref())
            .map(|inline| inline.text().to_owned()),
        managed_policies: policies
            .iter()
            .flat_map(|passed| &passed.managed)
            .map(ToString::to_string)
            .collect(),
        tags: session.tags.iter().map(SessionTagMessage::of).collect(),
        source_identity: session.source_identity.clone(),
        federation,
    }
}

pub(super) fn decode(body: &[u8]) -> Option<SessionToken> {
    let mut message = TokenMessage::decode(body).ok()?;
    let secret = SecretAccessKey::preset(Plaintext::new(std::mem::take(&mut message.secret))).ok()?;
    let owner = match (message.owner.as_str(), message.session_name.as_str()) {
        ("", "") => SessionOwner::Root,
        (id, "") => SessionOwner::User(UniqueId::parse(EntityKind::User, id)?),
        (id, name) => {
            let id = UniqueId::parse(EntityKind::Role, id)?;
            SessionOwner::Role { id, session_name: name.to_owned() }
        }
    };
    let session = Session {
        issued_at: Timestamp::from_millisecond(message.issued_at_ms).ok()?,
        expires_at: Timestamp::from_millisecond(message.expires_at_ms).ok()?,
        policies: policies(message.inline_policy, &message.managed_policies)?,
        tags: message.tags.into_iter().map(SessionTagMessage::into_tag).collect(),
        source_identity: message.source_identity,
        federation: message.federation.map(FederationMessage::into_federation),
    };
    Some(SessionToken {
        access_key: AccessKeyId::parse(&message.access_key).ok()?,
        secret,
        partition: message.partition.parse().ok()?,
        account: message.account.parse().ok()?,
        owner,
        session: Arc::new(session),
    })
}

/// The session's policies, if it has any; nothing at all if one of them cannot be read.
#[expect(clippy::option_option, reason = "that there are none is an answer, and not the absence of one")]
fn policies(inline: Option<String>, managed: &[String]) -> Option<Option<SessionPolicies>> {
    if inline.is_none() && managed.is_empty() {
        return Some(None);
    }
    let inline = match inline {
        Some(text) => Some(WrittenPolicy::from_stored(&text, PolicyKind::Identity).ok()?),
        None => None,
    };
    let ids = managed.iter().map(|id| UniqueId::parse(EntityKind::ManagedPolicy, id));
    Some(Some(SessionPolicies { inline, managed: ids.collect::<Option<_>>()? }))
}

impl SessionTagMessage {
    fn of(given: &SessionTag) -> Self {
        let SessionTag { tag: Tag { key, value }, is_transitive } = given;
        Self { key: key.clone(), value: value.clone(), is_transitive: *is_transitive }
    }

    fn into_tag(self) -> SessionTag {
        SessionTag { tag: Tag { key: self.key, value: self.value }, is_transitive: self.is_transitive }
    }
}

impl FederationMessage {
    fn into_federation(self) -> Federation {
        Federation { provider_arn: self.provider_arn, audience: self.audience, subject: self.subject }
    }
}
