//! The record of a secret's metadata.

use prost::Message;
use store::{Record, Undecodable};

use super::{instant, serial};
use crate::arn_suffix::ArnSuffix;
use crate::{Day, Labels, Secret, SecretName, StagingLabel, Tag, Tags, VersionId};

#[derive(Clone, PartialEq, Message)]
struct SecretMessage {
    #[prost(bytes = "vec", tag = "1")]
    serial: Vec<u8>,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, tag = "3")]
    suffix: String,
    #[prost(string, optional, tag = "4")]
    description: Option<String>,
    #[prost(string, optional, tag = "5")]
    kms_key_id: Option<String>,
    #[prost(string, optional, tag = "6")]
    kind: Option<String>,
    #[prost(message, optional, tag = "7")]
    tags: Option<TagsMessage>,
    #[prost(message, repeated, tag = "8")]
    labels: Vec<LabelMessage>,
    #[prost(uint32, tag = "9")]
    versions: u32,
    #[prost(bool, tag = "10")]
    has_resource_policy: bool,
    #[prost(int64, tag = "11")]
    created_at_ms: i64,
    #[prost(int64, tag = "12")]
    changed_at_ms: i64,
    #[prost(sint32, optional, tag = "13")]
    last_accessed_day: Option<i32>,
    #[prost(int64, optional, tag = "14")]
    deletion_ms: Option<i64>,
    #[prost(int64, optional, tag = "15")]
    prune_due_ms: Option<i64>,
}

/// A message of its own, so that no tags left differs from never tagged.
#[derive(Clone, PartialEq, Message)]
struct TagsMessage {
    #[prost(message, repeated, tag = "1")]
    tags: Vec<TagMessage>,
}

#[derive(Clone, PartialEq, Message)]
struct TagMessage {
    #[prost(string, tag = "1")]
    key: String,
    #[prost(string, tag = "2")]
    value: String,
}

#[derive(Clone, PartialEq, Message)]
struct LabelMessage {
    #[prost(string, tag = "1")]
    label: String,
    #[prost(string, tag = "2")]
    version: String,
}

impl Record for Secret {
    const KIND: &'static str = "secret";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = SecretMessage {
            serial: self.serial.to_bytes().to_vec(),
            name: self.name.to_string(),
            suffix: self.suffix.to_string(),
            description: self.description.clone(),
            kms_key_id: self.kms_key_id.clone(),
            kind: self.kind.clone(),
            tags: self.tags.as_ref().map(tags_message),
            labels: self.labels.iter().map(label_message).collect(),
            versions: self.versions,
            has_resource_policy: self.has_resource_policy,
            created_at_ms: self.created_at.as_millisecond(),
            changed_at_ms: self.changed_at.as_millisecond(),
            last_accessed_day: self.last_accessed.map(Day::number),
            deletion_ms: self.deletion.map(jiff::Timestamp::as_millisecond),
            prune_due_ms: self.prune_due.map(jiff::Timestamp::as_millisecond),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = SecretMessage::decode(bytes).map_err(|_| Undecodable)?;
        Ok(Self {
            serial: serial(&message.serial)?,
            name: SecretName::parse(&message.name).map_err(|_| Undecodable)?,
            suffix: ArnSuffix::parse(&message.suffix).ok_or(Undecodable)?,
            description: message.description,
            kms_key_id: message.kms_key_id,
            kind: message.kind,
            tags: message.tags.map(tags),
            labels: Labels::from_pairs(message.labels.iter().map(label).collect::<Result<Vec<_>, _>>()?),
            versions: message.versions,
            has_resource_policy: message.has_resource_policy,
            created_at: instant(message.created_at_ms)?,
            changed_at: instant(message.changed_at_ms)?,
            last_accessed: message.last_accessed_day.map(Day::from_number),
            deletion: message.deletion_ms.map(instant).transpose()?,
            prune_due: message.prune_due_ms.map(instant).transpose()?,
        })
    }
}

fn tags_message(tags: &Tags) -> TagsMessage {
    let message = |tag: &Tag| TagMessage { key: tag.key.clone(), value: tag.value.clone() };
    TagsMessage { tags: tags.iter().map(message).collect() }
}

fn tags(message: TagsMessage) -> Tags {
    Tags::from_record(message.tags.into_iter().map(|tag| Tag { key: tag.key, value: tag.value }).collect())
}

fn label_message((label, version): (&StagingLabel, &VersionId)) -> LabelMessage {
    LabelMessage { label: label.to_string(), version: version.to_string() }
}

fn label(message: &LabelMessage) -> Result<(StagingLabel, VersionId), Undecodable> {
    let label = StagingLabel::parse(&message.label).map_err(|_| Undecodable)?;
    Ok((label, VersionId::parse(&message.version).map_err(|_| Undecodable)?))
}
