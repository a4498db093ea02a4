//! What several records have in common: tags, and policies of one's own or attached.

use prost::Message;
use store::Undecodable;

use super::unique_id;
use crate::policy::PolicyKind;
use crate::{Binding, EntityKind, Permissions, Tag, UniqueId, WrittenPolicy};

#[derive(Clone, PartialEq, Message)]
pub(super) struct TagMessage {
    #[prost(string, tag = "1")]
    key: String,
    #[prost(string, tag = "2")]
    value: String,
}

#[derive(Clone, PartialEq, Message)]
struct InlineMessage {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "2")]
    text: String,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct PermissionsMessage {
    #[prost(message, repeated, tag = "1")]
    inline: Vec<InlineMessage>,
    #[prost(string, repeated, tag = "2")]
    attached: Vec<String>,
    #[prost(string, optional, tag = "3")]
    boundary: Option<String>,
}

/// Whom a policy means by a principal that it names.
#[derive(Clone, PartialEq, Message)]
pub(super) struct BindingMessage {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "2")]
    id: String,
}

pub(super) fn bindings_message(policy: &WrittenPolicy) -> Vec<BindingMessage> {
    let bindings = policy.bindings().iter();
    bindings.map(|bound| BindingMessage { name: bound.name.clone(), id: bound.id.to_string() }).collect()
}

pub(super) fn bindings(messages: &[BindingMessage]) -> Result<Vec<Binding>, Undecodable> {
    let one = |message: &BindingMessage| {
        let id = UniqueId::of_principal(&message.id).ok_or(Undecodable)?;
        Ok(Binding { name: message.name.clone(), id })
    };
    messages.iter().map(one).collect()
}

pub(super) fn tags_message(tags: &[Tag]) -> Vec<TagMessage> {
    tags.iter().map(|tag| TagMessage { key: tag.key.clone(), value: tag.value.clone() }).collect()
}

pub(super) fn tags(messages: Vec<TagMessage>) -> Vec<Tag> {
    messages.into_iter().map(|message| Tag { key: message.key, value: message.value }).collect()
}

pub(super) fn permissions_message(permissions: &Permissions) -> PermissionsMessage {
    let inline = permissions.inline.iter();
    PermissionsMessage {
        inline: inline
            .map(|(name, policy)| InlineMessage { name: name.clone(), text: policy.text().to_owned() })
            .collect(),
        attached: permissions.attached.iter().map(ToString::to_string).collect(),
        boundary: permissions.boundary.as_ref().map(ToString::to_string),
    }
}

pub(super) fn permissions(message: PermissionsMessage) -> Result<Permissions, Undecodable> {
    let managed = |text: &String| unique_id(EntityKind::ManagedPolicy, text);
    let inline = message.inline.into_iter().map(|inline| {
        let policy = written(&inline.text, PolicyKind::Identity)?;
        Ok((inline.name, policy))
    });
    Ok(Permissions {
        inline: inline.collect::<Result<_, Undecodable>>()?,
        attached: message.attached.iter().map(managed).collect::<Result<_, _>>()?,
        boundary: message.boundary.as_ref().map(managed).transpose()?,
    })
}

pub(super) fn written(text: &str, kind: PolicyKind) -> Result<WrittenPolicy, Undecodable> {
    WrittenPolicy::from_stored(text, kind).map_err(|_| Undecodable)
}
