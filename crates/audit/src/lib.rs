//! The trail: one CloudTrail-shaped record per call, chained by hashes, with signed heads.
//!
//! An [`Event`] is encoded where it happens. [`Trail::append`] hands it to the one writer, which puts the
//! chain's link at its end; nothing is acknowledged before the operating system (or, if so configured, the disk) has it.
//! Each second [`checkpoint`] signs the newest record's sequence and hash, and forgets the key that signed. [`verify`]
//! checks a folder without a server.
//!
//! This crate knows no operation and no wire shape: what of a call may be recorded is picked by whoever records it, and
//! [`Parameters`] take no type that holds secret bytes. It reads no clock that tells a time of day.
//!
//! # What the chain and the heads prove
//!
//! - A line's hash covers all its bytes, the hash of the line before among them, and so everything before. Of a record
//!   that was changed, removed, inserted, moved or repeated, the next one says so.
//! - A signed head vouches for all records up to its sequence. The key that signed it is gone: whoever takes over the
//!   server later holds the key of the next head only, and cannot make other heads for what was signed before. What
//!   anchors the chain of keys is the first public key, which the operator keeps elsewhere ([`StoredHead::root`]).
//! - A trail that ends before the head that the store keeps has been cut, or has lost its end.
//!
//! # What they do not prove
//!
//! - Whoever holds the server, and so the key of the next head, can write from there on what they like.
//! - Records after the last signed head, a second's worth, are vouched for by the chain alone: cutting them off, or
//!   writing all of them anew, cannot be noticed. A process that is killed signs no last head, and if the machine loses
//!   power, records after the last head may be gone unless [`Durability::Disk`] was asked for. Each opening of a trail is
//!   a record of its own, so that verification names such windows.
//! - Nothing is proved about a copy of the trail without a head, or with a head that came from the same hands.
//! - A key that signed is overwritten in the store, where it lay sealed under the keyring. A backup, or pages that the
//!   medium has not reused yet, may hold it still. Whoever has both can continue the trail differently from that point
//!   on; the newer head, or any checkpoint kept elsewhere, contradicts it.
//! - That a record is true. It says what the server that wrote it said.

mod chain;
mod checkpoint;
mod encoded;
mod event;
mod event_id;
#[cfg(test)]
mod fixture;
mod flood;
mod head;
pub mod limits;
mod node;
mod notice;
mod outbox;
mod parameters;
mod segment;
mod sink;
mod text;
mod trail;
mod user_identity;
mod verify;

pub use checkpoint::Checkpoint;
pub use encoded::Encoded;
pub use event::{Event, Occasion, Operation, Resource, TlsDetails};
pub use event_id::{EventId, InvalidEventId};
pub use flood::{Admission, Flood, Summary};
pub use head::{StoredHead, load_or_make_head};
pub use node::{InvalidNode, Node};
pub use outbox::{
    EntryId, OutboxEntry, OutboxPage, RedeliverError, Redelivered, append_absent, append_again, enqueue,
    pending, redeliver, remove,
};
pub use parameters::{Parameters, Recordable, Value};
pub use seal::PublicKey;
pub use segment::{InvalidSegmentName, SegmentName};
pub use sink::{Copied, FileSink, Rotation, Sink, Syncing};
pub use trail::{CheckpointError, Durability, OpenError, Options, Refused, Trail, checkpoint, standing};
pub use user_identity::UserIdentity;
pub use verify::{Fault, Finding, Note, Place, Remark, Report, Vouched, verify};
