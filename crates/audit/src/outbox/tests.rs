use store::{Record, Store, StoreError, Transaction, Work};
use tempfile::tempdir;

use super::{EntryId, OutboxEntry, OutboxPage, Pending, append_again, enqueue, redeliver, remove};
use crate::fixture::{event, head, lines, node, now, open, store};
use crate::limits::{OUTBOX_BYTES_MAX, OUTBOX_PAGE_ENTRIES};
use crate::{Encoded, EventId, checkpoint, verify};

/// A change with its events.
struct Change {
    after: u64,
    events: Vec<Encoded>,
}

impl Work for Change {
    type Done = Option<EntryId>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        enqueue(tx, &node(), self.after, &self.events)
    }
}

async fn change(store: &Store, after: u64, events: Vec<Encoded>) -> Result<Option<EntryId>, StoreError> {
    store.transact(&Change { after, events }).await
}

async fn page(store: &Store) -> OutboxPage {
    store.transact(&Pending { node: &node(), behind: None }).await.unwrap()
}

#[tokio::test]
async fn entries_are_found_until_they_are_removed() {
    let store = store();
    let mut ids = Vec::new();
    for number in 0..120 {
        ids.extend(change(&store, number, vec![event(number), event(1_000 + number)]).await.unwrap());
    }
    let found = page(&store).await;
    assert_eq!((found.entries.len(), found.more), (120, false));
    let (id, entry) = &found.entries[7];
    assert_eq!((*id, entry.after, entry.events.as_slice()), (ids[7], 7, &[event(7), event(1_007)][..]));
    remove(&store, &node(), &ids[..119]).await.unwrap();
    assert_eq!(page(&store).await.entries.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids[119..]);
    assert_eq!(change(&store, 0, Vec::new()).await.unwrap(), None);
}

#[tokio::test]
async fn an_entry_holds_so_many_bytes_and_no_more() {
    let of =
        |bytes| Encoded::of(EventId::from_bytes([1; 16]), &serde_json::json!({ "x": "x".repeat(bytes) }));
    let frame = of(0).json().len();
    assert!(change(&store(), 0, vec![of(OUTBOX_BYTES_MAX - frame)]).await.is_ok());
    let beyond = change(&store(), 0, vec![of(OUTBOX_BYTES_MAX - frame), of(0)]).await;
    assert_eq!(beyond, Err(StoreError::TooLarge));
}

#[tokio::test]
async fn what_was_committed_and_not_appended_is_appended_at_the_next_start() {
    let (folder, store) = (tempdir().unwrap(), store());
    let many = u64::try_from(OUTBOX_PAGE_ENTRIES).unwrap() + 1;
    let trail = open(folder.path(), &store).await;
    for number in 0..many {
        change(&store, trail.sequence(), vec![event(number)]).await.unwrap();
    }
    trail.close().await;
    let trail = open(folder.path(), &store).await;
    let first = redeliver(&store, &trail).await.unwrap();
    assert_eq!((first.appended, first.entries.len()), (OUTBOX_PAGE_ENTRIES + 1, OUTBOX_PAGE_ENTRIES + 1));
    let again = redeliver(&store, &trail).await.unwrap();
    assert_eq!((again.appended, again.entries.len()), (0, first.entries.len()), "nothing is removed yet");
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    assert!((0..many).all(|number| text.contains(&format!("\"secret {number}\""))));
}

#[tokio::test]
async fn what_stands_in_the_trail_is_not_appended_again() {
    let (folder, store) = (tempdir().unwrap(), store());
    let trail = open(folder.path(), &store).await;
    trail.append(vec![event(100)]).await.unwrap();
    change(&store, trail.sequence(), vec![event(1), event(2)]).await.unwrap();
    trail.append(vec![event(1)]).await.unwrap();
    // A head that vouches for the record does not hide that it is there.
    checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    trail.append(vec![event(101)]).await.unwrap();
    checkpoint(&trail, &store, now()).await.unwrap().unwrap();
    trail.close().await;
    let trail = open(folder.path(), &store).await;
    let owed = redeliver(&store, &trail).await.unwrap();
    assert_eq!((owed.appended, owed.entries.len()), (1, 1));
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    assert_eq!(text.matches("\"secret 1\"").count(), 1);
    assert_eq!(text.matches("\"secret 2\"").count(), 1);
    append_again(&store, &trail, &owed.entries).await.unwrap();
    let text = lines(folder.path()).into_values().flatten().collect::<String>();
    assert_eq!(text.matches("\"secret 1\"").count(), 2, "after a failed sync there are copies");
    assert!(verify(folder.path(), Some(&head(&store).await), None).unwrap().is_intact());
}

#[test]
fn survives_being_written_and_read_and_nothing_else_is_read() {
    let entry = OutboxEntry { after: 7, events: vec![event(1), event(2)] };
    let mut bytes = Vec::new();
    entry.encode(&mut bytes);
    assert_eq!(OutboxEntry::decode(1, &bytes), Ok(entry));
    let mut two_lines = OutboxEntry { after: 7, events: vec![event(1)] };
    two_lines.events[0] = Encoded::of(EventId::from_bytes([0; 16]), &serde_json::json!({}));
    let mut bytes = Vec::new();
    two_lines.encode(&mut bytes);
    assert!(OutboxEntry::decode(1, &bytes).is_err(), "an object without members");
    assert!(OutboxEntry::decode(1, &[]).is_err(), "no events");
}
