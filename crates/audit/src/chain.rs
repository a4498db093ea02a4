//! The chain: what the writer puts at the end of a line, and what a reader finds there.
//!
//! A line is a record whose last member is its link: `"chain":{"node":"…","sequence":N,"previous":"…"}`. The hash of a line
//! is the SHA-256 of its bytes without the newline, and `previous` is the hash of the line before, so a line's hash covers
//! its whole bytes and through them everything before. What the records say is not known here.

use std::io::Write as _;

use seal::{Digest, sha256};
use serde::Deserialize;

use crate::limits::SEQUENCE_MAX;
use crate::{EventId, Node};

/// What the first record of a trail has for the hash of the line before: the SHA-256 of the text
/// `strongroom trail 1`.
pub(crate) fn genesis() -> Digest {
    sha256(&[b"strongroom trail 1"])
}

/// Where a trail stands: the sequence of its newest record, counted from 1, and the hash of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) sequence: u64,
    pub(crate) hash: Digest,
}

impl Position {
    /// Before the first record.
    pub(crate) fn beginning() -> Self {
        Self { sequence: 0, hash: genesis() }
    }

    /// Appends a line that holds `json`, an object, and its link, and answers where the trail stands then.
    #[must_use]
    pub(crate) fn link(self, node: &Node, json: &[u8], lines: &mut Vec<u8>) -> Self {
        let start = lines.len();
        let sequence = self.sequence.saturating_add(1);
        let open = json.strip_suffix(b"}").unwrap_or(json);
        let mut previous = [0; 64];
        // INVARIANT: 32 bytes are 64 digits; and writing to memory does not fail.
        let _ = hex::encode_to_slice(self.hash, &mut previous);
        lines.extend_from_slice(open);
        let _ = write!(lines, ",\"chain\":{{\"node\":\"{node}\",\"sequence\":{sequence},\"previous\":\"");
        lines.extend_from_slice(&previous);
        lines.extend_from_slice(b"\"}}");
        let hash = hash_of(lines.get(start..).unwrap_or_default());
        lines.push(b'\n');
        Self { sequence, hash }
    }
}

/// The hash of a line, given without its newline.
pub(crate) fn hash_of(line: &[u8]) -> Digest {
    sha256(&[line])
}

/// What a reader needs of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) id: EventId,
    pub(crate) kind: String,
    /// What the trail's own records say.
    pub(crate) details: Option<serde_json::Value>,
    pub(crate) node: String,
    pub(crate) sequence: u64,
    pub(crate) previous: Digest,
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "eventID")]
    id: String,
    #[serde(rename = "eventType")]
    kind: String,
    #[serde(rename = "serviceEventDetails")]
    details: Option<serde_json::Value>,
    chain: Link,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    node: String,
    sequence: u64,
    previous: String,
}

impl Linked {
    /// What the line says, or nothing unless it is a record with its link.
    pub(crate) fn parse(line: &[u8]) -> Option<Self> {
        let Line { id, kind, details, chain } = serde_json::from_slice(line).ok()?;
        Some(Self {
            id: id.parse().ok()?,
            kind,
            details,
            node: chain.node,
            sequence: Some(chain.sequence).filter(|sequence| (1..=SEQUENCE_MAX).contains(sequence))?,
            previous: digest(&chain.previous)?,
        })
    }
}

/// The 32 bytes that 64 hexadecimal digits are.
pub(crate) fn digest(text: &str) -> Option<Digest> {
    let mut bytes = Digest::default();
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests;
