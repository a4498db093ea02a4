//! The newest signed head and the key of the next, as they lie in the store.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use prost::Message;
use seal::{Entropy, Key, KeyPair, Keyring, OpenError, PublicKey, Purpose, Signature};
use store::{Record, StoreError, SystemKey, Transaction, Undecodable};

use crate::chain::Position;
use crate::{Checkpoint, Node};

/// What the store remembers of a node's trail.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHead {
    node: Node,
    root: PublicKey,
    checkpoint: Option<Checkpoint>,
    /// The private key of the next checkpoint, under the keyring.
    sealed_key: Vec<u8>,
}

impl StoredHead {
    /// The head of a trail that is yet to begin, with a first key.
    #[must_use]
    pub fn first(node: &Node, keyring: &Keyring, entropy: &mut Entropy) -> Self {
        let key = KeyPair::generate(entropy);
        let sealed_key = seal_key(keyring, (node, 0), &key, entropy);
        Self { node: node.clone(), root: key.public(), checkpoint: None, sealed_key }
    }

    /// Whose trail it is.
    #[must_use]
    pub const fn node(&self) -> &Node {
        &self.node
    }

    /// The first public key of all, which anchors the others. It is worth keeping elsewhere.
    #[must_use]
    pub const fn root(&self) -> PublicKey {
        self.root
    }

    /// The newest checkpoint, unless none was signed yet.
    #[must_use]
    pub const fn checkpoint(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref()
    }

    /// The head in hexadecimal, for whoever checks the trail in another process. Its key stays sealed.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let mut record = Vec::new();
        self.encode(&mut record);
        hex::encode(record)
    }

    /// The head that [`to_hex`](Self::to_hex) wrote; nothing if it is none.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        Self::decode(Self::FORMAT, &hex::decode(text).ok()?).ok()
    }

    /// Up to which record the newest checkpoint vouches; 0 if there is none.
    #[must_use]
    pub fn vouched(&self) -> u64 {
        self.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.sequence)
    }

    /// The head after signing where the trail stands. The key that signed is in neither the result nor anywhere else.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if the key does not open under this keyring.
    pub(crate) fn signed(
        &self,
        position: Position,
        time: Timestamp,
        (keyring, entropy): (&Keyring, &mut Entropy),
    ) -> Result<Self, OpenError> {
        let index = self.next_index();
        let seed = keyring.open(Purpose::Audit, &bound_to(&self.node, index), &self.sealed_key)?;
        let key = KeyPair::from_seed(Key::from_slice(seed.expose_secret()).ok_or(OpenError)?);
        let next = KeyPair::generate(entropy);
        let checkpoint = Checkpoint::sign((&self.node, index), position, time, (&key, next.public()));
        let sealed_key = seal_key(keyring, (&self.node, index.saturating_add(1)), &next, entropy);
        Ok(Self { node: self.node.clone(), root: self.root, checkpoint: Some(checkpoint), sealed_key })
    }

    fn next_index(&self) -> u64 {
        self.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.index.saturating_add(1))
    }
}

impl fmt::Debug for StoredHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredHead").field("checkpoint", &self.checkpoint).finish_non_exhaustive()
    }
}

fn seal_key(keyring: &Keyring, (node, index): (&Node, u64), key: &KeyPair, entropy: &mut Entropy) -> Vec<u8> {
    keyring.seal(Purpose::Audit, &bound_to(node, index), key.expose_secret().expose_secret(), entropy)
}

/// A sealed key is good for one checkpoint of one node.
fn bound_to(node: &Node, index: u64) -> Vec<u8> {
    [b"head key".as_slice(), &index.to_be_bytes(), node.as_str().as_bytes()].concat()
}

/// Where a node's head lies.
pub(crate) fn head_key(node: &Node) -> SystemKey<StoredHead> {
    SystemKey::of().text(node.as_str())
}

/// The head of a node's trail; made, with a first key, if there is none.
///
/// # Errors
///
/// What the store answers.
pub async fn load_or_make_head(tx: &mut Transaction, node: &Node) -> Result<Arc<StoredHead>, StoreError> {
    let key = head_key(node);
    if let Some(head) = tx.get(&key).await? {
        return Ok(head);
    }
    let keyring = tx.keyring().clone();
    let head = StoredHead::first(node, &keyring, tx.entropy());
    tx.put(&key, head.clone())?;
    Ok(Arc::new(head))
}

#[derive(Clone, PartialEq, Message)]
struct HeadMessage {
    #[prost(string, tag = "1")]
    node: String,
    #[prost(bytes = "vec", tag = "2")]
    root: Vec<u8>,
    #[prost(message, optional, tag = "3")]
    checkpoint: Option<CheckpointMessage>,
    #[prost(bytes = "vec", tag = "4")]
    sealed_key: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
struct CheckpointMessage {
    #[prost(uint64, tag = "1")]
    sequence: u64,
    #[prost(bytes = "vec", tag = "2")]
    hash: Vec<u8>,
    #[prost(int64, tag = "3")]
    time_ms: i64,
    #[prost(uint64, tag = "4")]
    index: u64,
    #[prost(bytes = "vec", tag = "5")]
    public_key: Vec<u8>,
    #[prost(bytes = "vec", tag = "6")]
    next_public_key: Vec<u8>,
    #[prost(bytes = "vec", tag = "7")]
    signature: Vec<u8>,
}

impl From<&Checkpoint> for CheckpointMessage {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self {
            sequence: checkpoint.sequence,
            hash: checkpoint.hash.to_vec(),
            time_ms: checkpoint.time.as_millisecond(),
            index: checkpoint.index,
            public_key: checkpoint.public_key.0.to_vec(),
            next_public_key: checkpoint.next_public_key.0.to_vec(),
            signature: checkpoint.signature.0.to_vec(),
        }
    }
}

impl CheckpointMessage {
    fn checkpoint(self, node: &Node) -> Option<Checkpoint> {
        Some(Checkpoint {
            node: node.clone(),
            sequence: self.sequence,
            hash: self.hash.try_into().ok()?,
            time: Timestamp::from_millisecond(self.time_ms).ok()?,
            index: self.index,
            public_key: PublicKey(self.public_key.try_into().ok()?),
            next_public_key: PublicKey(self.next_public_key.try_into().ok()?),
            signature: Signature(self.signature.try_into().ok()?),
        })
    }
}

impl Record for StoredHead {
    const KIND: &'static str = "audit-head";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let message = HeadMessage {
            node: self.node.to_string(),
            root: self.root.0.to_vec(),
            checkpoint: self.checkpoint.as_ref().map(CheckpointMessage::from),
            sealed_key: self.sealed_key.clone(),
        };
        out.extend(message.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = HeadMessage::decode(bytes).map_err(|_| Undecodable)?;
        let node: Node = message.node.parse().map_err(|_| Undecodable)?;
        let checkpoint = message.checkpoint.map(|checkpoint| checkpoint.checkpoint(&node).ok_or(Undecodable));
        Ok(Self {
            checkpoint: checkpoint.transpose()?,
            root: PublicKey(message.root.try_into().map_err(|_| Undecodable)?),
            sealed_key: message.sealed_key,
            node,
        })
    }
}

#[cfg(test)]
mod tests;
