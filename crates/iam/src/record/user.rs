//! The record of a user.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::parts::{self, PermissionsMessage, TagMessage};
use super::{instant, unique_id};
use crate::{AccessKeyId, EntityKind, UniqueId, User};

/// Where a user lies.
pub(crate) fn user_key(identities: &Tenant, id: &UniqueId) -> TenantKey<User> {
    TenantKey::of(identities).text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct UserMessage {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, tag = "3")]
    path: String,
    #[prost(int64, tag = "4")]
    created_at_ms: i64,
    #[prost(message, repeated, tag = "5")]
    tags: Vec<TagMessage>,
    #[prost(message, optional, tag = "6")]
    permissions: Option<PermissionsMessage>,
    #[prost(string, repeated, tag = "7")]
    access_keys: Vec<String>,
}

impl Record for User {
    const KIND: &'static str = "iam-user";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = UserMessage {
            id: self.id.to_string(),
            name: self.name.clone(),
            path: self.path.clone(),
            created_at_ms: self.created_at.as_millisecond(),
            tags: parts::tags_message(&self.tags),
            permissions: Some(parts::permissions_message(&self.permissions)),
            access_keys: self.access_keys.iter().map(ToString::to_string).collect(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = UserMessage::decode(bytes).map_err(|_| Undecodable)?;
        let keys = message.access_keys.iter().map(|id| AccessKeyId::parse(id).map_err(|_| Undecodable));
        Ok(Self {
            id: unique_id(EntityKind::User, &message.id)?,
            name: message.name,
            path: message.path,
            created_at: instant(message.created_at_ms)?,
            tags: parts::tags(message.tags),
            permissions: parts::permissions(message.permissions.unwrap_or_default())?,
            access_keys: keys.collect::<Result<_, _>>()?,
        })
    }
}
