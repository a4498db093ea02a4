//! Signing where the trail stands.
//!
//! A head goes into the store first, together with the next key, and then into the trail. So a key signs once, whenever the
//! process ends; and a head that did not get into the trail is put there before the next is signed.

use std::io;

use jiff::Timestamp;
use store::{Store, StoreError, Transaction, Work};

use super::{Refused, Trail};
use crate::chain::Position;
use crate::head::{head_key, load_or_make_head};
use crate::notice::{Doubt, Notice, encode_checkpoint};
use crate::{Checkpoint, Node, StoredHead};

/// Why no head was signed.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The key of the next head does not open under the store's keyring (the medium's fault).
    #[error("the key that signs the audit trail's next head does not open")]
    Key,
    /// The trail takes no records.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The store failed. If a head was signed there all the same, the next call finds it.
    #[error("the audit trail's head cannot be kept")]
    Store(#[from] StoreError),
    /// The disk does not confirm what the trail wrote. The trail says which records are in doubt, and goes on in a new
    /// segment (the medium's fault).
    #[error("the audit trail cannot be synced")]
    Sync(#[source] io::Error),
}

/// What is known of heads and syncs since the trail was opened.
#[derive(Debug)]
pub(super) struct Marks {
    /// The index of the newest checkpoint in the trail.
    index: Option<u64>,
    /// The sequence of the newest checkpoint's own record, behind which there is nothing to sign.
    quiet_at: u64,
    /// Up to which record everything is on disk.
    synced: u64,
}

impl Marks {
    /// Those of a trail that was just opened with `head`, whose checkpoint is in it.
    pub(super) fn of(head: &StoredHead) -> Self {
        Self { index: head.checkpoint().map(|newest| newest.index), quiet_at: 0, synced: head.vouched() }
    }
}

/// Syncs the trail, signs where it stands, and keeps that in the store and in the trail. Answers nothing if nothing was
/// appended since the last time. Meant to be called each second, and once before the trail is closed.
///
/// Once it has succeeded, whatever was handed to the trail before is written or refused.
///
/// # Errors
///
/// [`CheckpointError`]. Calling it again is safe and makes up for it.
pub async fn checkpoint(
    trail: &Trail,
    store: &Store,
    now: Timestamp,
) -> Result<Option<Checkpoint>, CheckpointError> {
    let mut marks = trail.0.marks.lock().await;
    trail.tell_doubt(now).await?;
    let head = store.transact(&Load(trail.node())).await?;
    trail.write_checkpoint(head.checkpoint(), &mut marks).await?;
    let position = trail.synced(&mut marks).await?;
    if position.sequence == marks.quiet_at || position.sequence <= head.vouched() {
        return Ok(None);
    }
    let head = store.transact(&Sign { node: trail.node(), position, now }).await?;
    trail.write_checkpoint(head.checkpoint(), &mut marks).await?;
    Ok(head.checkpoint().cloned())
}

impl Trail {
    /// Records which records are in doubt because a sync failed.
    async fn tell_doubt(&self, now: Timestamp) -> Result<(), CheckpointError> {
        let Some(doubt) = self.0.queue.doubted() else { return Ok(()) };
        let unique = seal::sha256(&[&doubt.from.to_be_bytes(), &doubt.to.to_be_bytes()]);
        self.append(vec![Notice::Doubt(doubt).encode(now, &unique)]).await?;
        self.0.queue.told(doubt);
        Ok(())
    }

    /// Puts a checkpoint into the trail unless it is there.
    async fn write_checkpoint(
        &self,
        checkpoint: Option<&Checkpoint>,
        marks: &mut Marks,
    ) -> Result<(), CheckpointError> {
        let Some(newer) = checkpoint.filter(|newest| marks.index < Some(newest.index)) else { return Ok(()) };
        let events = vec![encode_checkpoint(newer)];
        let sequence = self.append_within(events, self.0.deadline).await?;
        marks.index = Some(newer.index);
        // Records that came between what it vouches for and its own are still to be signed.
        if sequence == newer.sequence.saturating_add(1) {
            marks.quiet_at = sequence;
        }
        Ok(())
    }

    /// Waits until all that was appended so far is on disk, and answers where the trail stood.
    async fn synced(&self, marks: &mut Marks) -> Result<Position, CheckpointError> {
        let head = tokio::time::timeout(self.0.deadline, self.0.queue.ask_head()?);
        let (position, sync) = match head.await {
            Ok(head) => head.map_err(|_| Refused::Closed)?,
            Err(_) => return Err(Refused::Late.into()),
        };
        // A runtime that is shutting down does not run it: nothing is known to be on disk then.
        let synced =
            tokio::task::spawn_blocking(sync).await.unwrap_or(Err(io::ErrorKind::Interrupted.into()));
        if let Err(error) = synced {
            self.0.queue.doubt(Doubt { from: marks.synced.saturating_add(1), to: position.sequence });
            return Err(CheckpointError::Sync(error));
        }
        marks.synced = position.sequence;
        Ok(position)
    }
}

/// Loads a node's head.
struct Load<'a>(&'a Node);

impl Work for Load<'_> {
    type Done = std::sync::Arc<StoredHead>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        load_or_make_head(tx, self.0).await
    }
}

/// Signs where the trail stands, with the key that lies in the store, and puts the next there.
struct Sign<'a> {
    node: &'a Node,
    position: Position,
    now: Timestamp,
}

impl Work for Sign<'_> {
    type Done = StoredHead;
    type Failure = CheckpointError;

    async fn run(&self, tx: &mut Transaction) -> Result<StoredHead, CheckpointError> {
        let head = load_or_make_head(tx, self.node).await?;
        let keyring = tx.keyring().clone();
        let signed = head.signed(self.position, self.now, (&keyring, tx.entropy()));
        let signed = signed.map_err(|_| CheckpointError::Key)?;
        tx.put(&head_key(self.node), signed.clone())?;
        Ok(signed)
    }
}
