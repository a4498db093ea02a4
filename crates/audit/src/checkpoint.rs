//! A signed head: up to where a trail stood, at what time, and who signs next.
//!
//! Keys ratchet forward: a checkpoint carries the public key it is signed with and the one of the next, and each key signs
//! one checkpoint. Where checkpoints are kept is not known here.

use std::fmt;

use jiff::Timestamp;
use seal::{Digest, KeyPair, PublicKey, Signature};
use serde::{Deserialize, Serialize};

use crate::chain::{Position, digest};
use crate::{EventId, Node};

/// What stands before everything that is signed, so that a signature means a checkpoint and nothing else.
const DOMAIN: &[u8] = b"strongroom checkpoint 1";

/// The signed statement that a trail's record of some sequence had some hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose trail.
    pub node: Node,
    /// The sequence of the newest record.
    pub sequence: u64,
    /// The SHA-256 of its line.
    pub hash: Digest,
    /// When it was signed, in whole milliseconds.
    pub time: Timestamp,
    /// How many keys signed before this one.
    pub index: u64,
    /// The public half of the key that signed, which is erased since.
    pub public_key: PublicKey,
    /// The public half of the key that signs the next checkpoint.
    pub next_public_key: PublicKey,
    /// The signature.
    pub signature: Signature,
}

impl Checkpoint {
    /// Signs where a trail stands, as the checkpoint number `index`, with a key that must be erased then.
    pub(crate) fn sign(
        (node, index): (&Node, u64),
        position: Position,
        time: Timestamp,
        (key, next): (&KeyPair, PublicKey),
    ) -> Self {
        let mut checkpoint = Self {
            node: node.clone(),
            sequence: position.sequence,
            hash: position.hash,
            time,
            index,
            public_key: key.public(),
            next_public_key: next,
            signature: Signature([0; seal::limits::SIGNATURE_BYTES]),
        };
        checkpoint.signature = key.sign(&checkpoint.signed());
        checkpoint
    }

    /// Whether the key that it names signed it. Whose key that is, is another question.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.public_key.verifies(&self.signed(), &self.signature)
    }

    /// Whether it is signed with the key that the checkpoint before it named.
    #[must_use]
    pub fn follows(&self, before: &Self) -> bool {
        self.index == before.index.saturating_add(1) && self.public_key == before.next_public_key
    }

    /// The id of the record that holds it.
    pub(crate) fn event_id(&self) -> EventId {
        EventId::of_digest(&seal::sha256(&[b"checkpoint", &self.signature.0]))
    }

    /// The bytes that are signed. Each part has a fixed length but the node, whose length stands before it.
    fn signed(&self) -> Vec<u8> {
        let node = self.node.as_str().as_bytes();
        let node_bytes = u64::try_from(node.len()).unwrap_or(u64::MAX).to_be_bytes();
        let (sequence, index) = (self.sequence.to_be_bytes(), self.index.to_be_bytes());
        let time = self.time.as_millisecond().to_be_bytes();
        let keys = [self.public_key.0, self.next_public_key.0];
        let parts: [&[u8]; 8] =
            [DOMAIN, &node_bytes, node, &sequence, &self.hash, &time, &index, keys.as_flattened()];
        parts.concat()
    }
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checkpoint({} of {} at record {})", self.index, self.node, self.sequence)
    }
}

/// A checkpoint as JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Spelled {
    node: String,
    sequence: u64,
    hash: String,
    #[serde(rename = "timeMillis")]
    time_ms: i64,
    index: u64,
    public_key: String,
    next_public_key: String,
    signature: String,
}

impl From<&Checkpoint> for Spelled {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self {
            node: checkpoint.node.to_string(),
            sequence: checkpoint.sequence,
            hash: hex::encode(checkpoint.hash),
            time_ms: checkpoint.time.as_millisecond(),
            index: checkpoint.index,
            public_key: hex::encode(checkpoint.public_key.0),
            next_public_key: hex::encode(checkpoint.next_public_key.0),
            signature: hex::encode(checkpoint.signature.0),
        }
    }
}

impl Spelled {
    /// The checkpoint, or nothing if a member is not what it should be.
    pub(crate) fn checkpoint(&self) -> Option<Checkpoint> {
        Some(Checkpoint {
            node: self.node.parse().ok()?,
            sequence: self.sequence,
            hash: digest(&self.hash)?,
            time: Timestamp::from_millisecond(self.time_ms).ok()?,
            index: self.index,
            public_key: PublicKey(digest(&self.public_key)?),
            next_public_key: PublicKey(digest(&self.next_public_key)?),
            signature: Signature(hex::decode(&self.signature).ok()?.try_into().ok()?),
        })
    }
}

#[cfg(test)]
mod tests;
