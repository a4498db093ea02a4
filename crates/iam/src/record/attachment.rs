//! The record of what a managed policy is to one user or role: the index from policies to those who have them.

use prost::Message;
use store::{KeyRange, Record, Tenant, TenantKey, Undecodable};

use crate::{EntityKind, UniqueId};

/// What a managed policy is to one user or role. A policy that is nothing to it has no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    /// The user or the role.
    pub(crate) holder: UniqueId,
    /// Whether it is attached.
    pub(crate) is_attached: bool,
    /// Whether it is the boundary.
    pub(crate) is_boundary: bool,
}

/// Where it lies what a policy is to a user or a role.
pub(crate) fn attachment_key(
    identities: &Tenant,
    policy: &UniqueId,
    holder: &UniqueId,
) -> TenantKey<Attachment> {
    TenantKey::of(identities).text(policy.as_str()).text(holder.as_str())
}

/// All that one policy is to users and roles, users first.
pub(crate) fn attachments_of(identities: &Tenant, policy: &UniqueId) -> KeyRange<TenantKey<Attachment>> {
    TenantKey::of(identities).text(policy.as_str()).prefix()
}

#[derive(Clone, PartialEq, Message)]
struct AttachmentMessage {
    #[prost(string, tag = "1")]
    holder: String,
    #[prost(bool, tag = "2")]
    is_attached: bool,
    #[prost(bool, tag = "3")]
    is_boundary: bool,
}

impl Record for Attachment {
    const KIND: &'static str = "iam-attachment";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = AttachmentMessage {
            holder: self.holder.to_string(),
            is_attached: self.is_attached,
            is_boundary: self.is_boundary,
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = AttachmentMessage::decode(bytes).map_err(|_| Undecodable)?;
        let id = |kind| UniqueId::parse(kind, &message.holder);
        Ok(Self {
            holder: id(EntityKind::User).or_else(|| id(EntityKind::Role)).ok_or(Undecodable)?,
            is_attached: message.is_attached,
            is_boundary: message.is_boundary,
        })
    }
}
