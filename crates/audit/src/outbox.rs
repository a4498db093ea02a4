//! Events that were committed with a change and are yet to be appended to the trail.
//!
//! A change's events are put into the store in the change's own transaction, appended to the trail right after, and then
//! removed. If the process ends in between, they are found at the next start. So no change is without its record, and a
//! record stands in the trail once, unless a write of doubtful outcome was repeated: readers tell such copies by their
//! event id.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use prost::Message;
use store::{Record, Store, StoreError, SystemKey, Transaction, Undecodable, Work};

use crate::limits::{OUTBOX_BYTES_MAX, OUTBOX_PAGE_ENTRIES, OUTBOX_REMOVALS_MAX};
use crate::{Encoded, EventId, Node, Refused, Trail, standing};

/// The events of one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxEntry {
    /// Where the trail stood when they were put here: they stand behind this record, if at all.
    pub after: u64,
    /// The events, in their order.
    pub events: Vec<Encoded>,
}

/// What an entry is found by: where the trail stood, and the id of its first event.
///
/// In this order, so that entries of one time lie side by side: they are made together and removed together, and each page
/// of the store that is touched has to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    after: u64,
    first: EventId,
}

/// Some entries of an outbox.
#[derive(Debug, Clone, Default)]
pub struct OutboxPage {
    /// The entries with their ids, in the order in which the trail grew.
    pub entries: Vec<(EntryId, Arc<OutboxEntry>)>,
    /// Whether there are more.
    pub more: bool,
}

impl OutboxEntry {
    /// What the entry is found by; nothing if it holds no event.
    #[must_use]
    pub fn id(&self) -> Option<EntryId> {
        self.events.first().map(|event| EntryId { after: self.after, first: event.id() })
    }
}

/// Puts the events of a change into the outbox, in the change's own transaction. Answers the id to remove them by, or
/// nothing if there are no events.
///
/// `after` is [`Trail::sequence`] before the transaction.
///
/// # Errors
///
/// [`StoreError::TooLarge`]: the events take more than [`OUTBOX_BYTES_MAX`], or the transaction holds too much.
pub fn enqueue(
    tx: &mut Transaction,
    node: &Node,
    after: u64,
    events: &[Encoded],
) -> Result<Option<EntryId>, StoreError> {
    let entry = OutboxEntry { after, events: events.to_vec() };
    let Some(id) = entry.id() else { return Ok(None) };
    if events.iter().map(|event| event.json().len()).sum::<usize>() > OUTBOX_BYTES_MAX {
        return Err(StoreError::TooLarge);
    }
    tx.put(&key(node, id), entry)?;
    Ok(Some(id))
}

/// The first entries of a node's outbox, or those behind the entry `behind`.
///
/// # Errors
///
/// What the store answers.
pub async fn pending(
    tx: &mut Transaction,
    node: &Node,
    behind: Option<EntryId>,
) -> Result<OutboxPage, StoreError> {
    let all = SystemKey::<OutboxEntry>::of().text(node.as_str()).prefix();
    let range = match behind {
        Some(id) => all.after(&key(node, id)),
        None => all,
    };
    let page = tx.page(&range, OUTBOX_PAGE_ENTRIES).await?;
    let named = page.entries.into_iter().filter_map(|(_, entry)| Some((entry.id()?, entry)));
    Ok(OutboxPage { entries: named.collect(), more: page.more })
}

/// Removes entries whose events are in the trail, in as many transactions as it takes.
///
/// # Errors
///
/// What the store answers; some may be removed then.
pub async fn remove(store: &Store, node: &Node, ids: &[EntryId]) -> Result<(), StoreError> {
    for ids in ids.chunks(OUTBOX_REMOVALS_MAX) {
        store.transact(&Remove { node, ids }).await?;
    }
    Ok(())
}

/// Why an outbox could not be emptied. Trying again is safe.
#[derive(Debug, thiserror::Error)]
pub enum RedeliverError {
    /// The trail could not be read (the medium's fault).
    #[error("the audit trail cannot be read")]
    Read(#[from] io::Error),
    /// The trail takes no records.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a former process left in the outbox.
#[derive(Debug, Default)]
pub struct Redelivered {
    /// How many events were appended.
    pub appended: usize,
    /// The entries, to be removed once a head is signed: until then their records may not be on disk.
    pub entries: Vec<EntryId>,
}

/// Appends what a former process left in the outbox, except what stands in the trail already. To be called once, after
/// the trail is opened and before anything is put into the outbox.
///
/// # Errors
///
/// [`RedeliverError`]; trying again is safe.
pub async fn redeliver(store: &Store, trail: &Trail) -> Result<Redelivered, RedeliverError> {
    let mut left = Vec::new();
    loop {
        let behind = left.last().map(|(id, _)| *id);
        let page = store.transact(&Pending { node: trail.node(), behind }).await?;
        left.extend(page.entries);
        if !page.more {
            break;
        }
    }
    let entries: Vec<_> = left.iter().map(|(_, entry)| entry.as_ref()).collect();
    let appended = append_absent(trail, &entries).await?;
    Ok(Redelivered { appended, entries: left.into_iter().map(|(id, _)| id).collect() })
}

/// Appends the events of entries once more, whether or not they seem to stand in the trail: after a failed sync, what can
/// be read there may not be on disk. Readers tell the copies by their event id.
///
/// # Errors
///
/// [`RedeliverError`]; trying again is safe.
pub async fn append_again(store: &Store, trail: &Trail, ids: &[EntryId]) -> Result<(), RedeliverError> {
    for id in ids {
        if let Some(entry) = store.transact(&Load { node: trail.node(), id: *id }).await? {
            trail.append(entry.events.clone()).await?;
        }
    }
    Ok(())
}

/// Appends the events that do not stand in the trail, entry by entry. Answers how many those were. None of them may be
/// on its way to the trail meanwhile.
///
/// # Errors
///
/// [`RedeliverError`]; trying again is safe.
pub async fn append_absent(trail: &Trail, entries: &[&OutboxEntry]) -> Result<usize, RedeliverError> {
    let mut appended = 0;
    let there = among(trail, entries).await?;
    let mut entries = entries.to_vec();
    entries.sort_by_key(|entry| entry.after);
    for entry in entries {
        let absent = entry.events.iter().filter(|event| !there.contains(&event.id()));
        let absent: Vec<_> = absent.cloned().collect();
        appended += absent.len();
        trail.append(absent).await?;
    }
    Ok(appended)
}

/// Which of the entries' events stand in the trail.
async fn among(trail: &Trail, entries: &[&OutboxEntry]) -> io::Result<BTreeSet<EventId>> {
    let after = entries.iter().map(|entry| entry.after).min().unwrap_or(0);
    let wanted: BTreeSet<_> = entries.iter().flat_map(|entry| entry.events.iter().map(Encoded::id)).collect();
    let folder = trail.folder().to_owned();
    let read = tokio::task::spawn_blocking(move || standing(&folder, after, &wanted)).await;
    read.unwrap_or(Err(io::ErrorKind::Interrupted.into()))
}

struct Pending<'a> {
    node: &'a Node,
    behind: Option<EntryId>,
}

impl Work for Pending<'_> {
    type Done = OutboxPage;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<OutboxPage, StoreError> {
        pending(tx, self.node, self.behind).await
    }
}

struct Load<'a> {
    node: &'a Node,
    id: EntryId,
}

impl Work for Load<'_> {
    type Done = Option<Arc<OutboxEntry>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        tx.get(&key(self.node, self.id)).await
    }
}

struct Remove<'a> {
    node: &'a Node,
    ids: &'a [EntryId],
}

impl Work for Remove<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        self.ids.iter().try_for_each(|id| tx.delete(&key(self.node, *id)))
    }
}

fn key(node: &Node, id: EntryId) -> SystemKey<OutboxEntry> {
    SystemKey::of().text(node.as_str()).number(id.after).id(id.first.to_bytes())
}

#[derive(Clone, PartialEq, Message)]
struct OutboxEntryMessage {
    #[prost(uint64, tag = "1")]
    after: u64,
    #[prost(message, repeated, tag = "2")]
    events: Vec<EventMessage>,
}

#[derive(Clone, PartialEq, Message)]
struct EventMessage {
    #[prost(bytes = "vec", tag = "1")]
    id: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    json: Vec<u8>,
}

impl EventMessage {
    fn event(self) -> Option<Encoded> {
        Encoded::from_record(EventId::from_bytes(self.id.try_into().ok()?), self.json)
    }
}

impl Record for OutboxEntry {
    const KIND: &'static str = "audit-outbox";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        let events = self
            .events
            .iter()
            .map(|event| EventMessage { id: event.id().to_bytes().to_vec(), json: event.json().to_vec() });
        out.extend(OutboxEntryMessage { after: self.after, events: events.collect() }.encode_to_vec());
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        let message = OutboxEntryMessage::decode(bytes).map_err(|_| Undecodable)?;
        let events: Option<Vec<_>> = message.events.into_iter().map(EventMessage::event).collect();
        let events = events.filter(|events| !events.is_empty()).ok_or(Undecodable)?;
        Ok(Self { after: message.after, events })
    }
}

#[cfg(test)]
mod tests;
