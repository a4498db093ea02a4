//! The record of a role.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::parts::{self, BindingMessage, PermissionsMessage, TagMessage};
use super::{instant, unique_id};
use crate::policy::PolicyKind;
use crate::{EntityKind, Role, UniqueId};

/// Where a role lies.
pub(crate) fn role_key(identities: &Tenant, id: &UniqueId) -> TenantKey<Role> {
    TenantKey::of(identities).text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct RoleMessage {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, tag = "3")]
    path: String,
    #[prost(int64, tag = "4")]
    created_at_ms: i64,
    #[prost(string, optional, tag = "5")]
    description: Option<String>,
    #[prost(uint32, tag = "6")]
    session_seconds_max: u32,
    #[prost(string, tag = "7")]
    trust: String,
    #[prost(message, repeated, tag = "8")]
    tags: Vec<TagMessage>,
    #[prost(message, optional, tag = "9")]
    permissions: Option<PermissionsMessage>,
    #[prost(message, repeated, tag = "10")]
    trust_bindings: Vec<BindingMessage>,
}

impl Record for Role {
    const KIND: &'static str = "iam-role";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = RoleMessage {
            id: self.id.to_string(),
            name: self.name.clone(),
            path: self.path.clone(),
            created_at_ms: self.created_at.as_millisecond(),
            description: self.description.clone(),
            session_seconds_max: self.session_seconds_max,
            trust: self.trust.text().to_owned(),
            tags: parts::tags_message(&self.tags),
            permissions: Some(parts::permissions_message(&self.permissions)),
            trust_bindings: parts::bindings_message(&self.trust),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = RoleMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            id: unique_id(EntityKind::Role, &message.id)?,
            name: message.name,
            path: message.path,
            created_at: instant(message.created_at_ms)?,
            description: message.description,
            session_seconds_max: message.session_seconds_max,
            trust: parts::written(&message.trust, PolicyKind::Trust)?
                .bound(parts::bindings(&message.trust_bindings)?),
            tags: parts::tags(message.tags),
            permissions: parts::permissions(message.permissions.unwrap_or_default())?,
        })
    }
}
