//! The record of a managed policy, all its versions included.

use prost::Message;
use store::{Record, Tenant, TenantKey, Undecodable};

use super::parts::{self, TagMessage};
use super::{instant, unique_id};
use crate::policy::PolicyKind;
use crate::{EntityKind, ManagedPolicy, PolicyVersion, UniqueId};

/// Where a managed policy lies.
pub(crate) fn policy_key(identities: &Tenant, id: &UniqueId) -> TenantKey<ManagedPolicy> {
    TenantKey::of(identities).text(id.as_str())
}

#[derive(Clone, PartialEq, Message)]
struct PolicyMessage {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, tag = "3")]
    path: String,
    #[prost(string, optional, tag = "4")]
    description: Option<String>,
    #[prost(int64, tag = "5")]
    created_at_ms: i64,
    #[prost(int64, tag = "6")]
    updated_at_ms: i64,
    #[prost(message, repeated, tag = "7")]
    versions: Vec<VersionMessage>,
    #[prost(uint32, tag = "8")]
    default_version: u32,
    #[prost(uint32, tag = "9")]
    newest_version: u32,
    #[prost(message, repeated, tag = "10")]
    tags: Vec<TagMessage>,
    #[prost(uint32, tag = "11")]
    attachments: u32,
    #[prost(uint32, tag = "12")]
    boundaries: u32,
}

#[derive(Clone, PartialEq, Message)]
struct VersionMessage {
    #[prost(uint32, tag = "1")]
    number: u32,
    #[prost(int64, tag = "2")]
    created_at_ms: i64,
    #[prost(string, tag = "3")]
    text: String,
}

impl Record for ManagedPolicy {
    const KIND: &'static str = "iam-policy";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = PolicyMessage {
            id: self.id.to_string(),
            name: self.name.clone(),
            path: self.path.clone(),
            description: self.description.clone(),
            created_at_ms: self.created_at.as_millisecond(),
            updated_at_ms: self.updated_at.as_millisecond(),
            versions: self.versions.iter().map(version_message).collect(),
            default_version: self.default_version,
            newest_version: self.newest_version,
            tags: parts::tags_message(&self.tags),
            attachments: self.attachments,
            boundaries: self.boundaries,
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = PolicyMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            id: unique_id(EntityKind::ManagedPolicy, &message.id)?,
            name: message.name,
            path: message.path,
            description: message.description,
            created_at: instant(message.created_at_ms)?,
            updated_at: instant(message.updated_at_ms)?,
            versions: message.versions.into_iter().map(version).collect::<Result<_, _>>()?,
            default_version: message.default_version,
            newest_version: message.newest_version,
            tags: parts::tags(message.tags),
            attachments: message.attachments,
            boundaries: message.boundaries,
        })
    }
}

fn version_message(version: &PolicyVersion) -> VersionMessage {
    VersionMessage {
        number: version.number,
        created_at_ms: version.created_at.as_millisecond(),
        text: version.document.text().to_owned(),
    }
}

fn version(message: VersionMessage) -> Result<PolicyVersion, Undecodable> {
    Ok(PolicyVersion {
        number: message.number,
        created_at: instant(message.created_at_ms)?,
        document: parts::written(&message.text, PolicyKind::Identity)?,
    })
}
