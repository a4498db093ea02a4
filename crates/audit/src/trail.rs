//! The trail as its callers see it: append, and be told when it is done.
//!
//! There is one writer, a task or a thread. It takes all that waits, writes it at once and then answers each; while it writes, the
//! next batch gathers by itself. Callers wait no longer than their deadline, whatever becomes of the sink.

mod checkpointing;
mod opening;
mod queue;
mod writer;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::chain::Position;
use crate::limits::DEADLINE_DEFAULT;
use crate::notice::{Notice, encode_checkpoint};
use crate::{Copied, Encoded, FileSink, Node, Rotation, Sink, StoredHead};
use checkpointing::Marks;
use queue::Queue;
use writer::Writer;

pub use checkpointing::{CheckpointError, checkpoint};
pub use opening::standing;

/// How a trail is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How long a caller waits at most.
    pub deadline: Duration,
    /// What an acknowledgment means.
    pub durability: Durability,
    /// When a segment ends.
    pub rotation: Rotation,
    /// Whether each line is copied to the standard output.
    pub copies_to_stdout: bool,
}

/// What is promised of a record that was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// It is on disk. All records in flight share one sync.
    Disk,
    /// The operating system has it: it survives the end of the process, but not a loss of power until the next
    /// checkpoint.
    OperatingSystem,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            deadline: DEADLINE_DEFAULT,
            durability: Durability::OperatingSystem,
            rotation: Rotation::default(),
            copies_to_stdout: false,
        }
    }
}

/// Why records were not acknowledged. Unless it says otherwise, they may stand in the trail all the same, or come to
/// stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Too much waits already; these records were not taken (load).
    #[error("too many audit records wait to be written")]
    Busy,
    /// The trail is closed; these records were not taken (ours).
    #[error("the audit trail is closed")]
    Closed,
    /// The medium refused them (the medium's fault).
    #[error("the audit trail cannot be written")]
    Failing,
    /// The deadline passed while they waited (the medium's fault, or load).
    #[error("the audit trail did not take the record in time")]
    Late,
    /// Others have waited longer than the deadline already; these records were not taken (the medium's fault).
    #[error("the audit trail is stalled")]
    Stalled,
}

/// Why a trail could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// What lies in the folder could not be read (the medium's or the operator's fault).
    #[error("the audit trail in `{}` cannot be read", folder.display())]
    Read {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The record of the opening could not be written, or the writer not be started (the medium's or the operator's
    /// fault).
    #[error("the audit trail in `{}` cannot be written", folder.display())]
    Write {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A node's trail. Clones are the same trail; the last to go lets the writer finish and end.
#[derive(Clone)]
pub struct Trail(Arc<Shared>);

struct Shared {
    node: Node,
    folder: PathBuf,
    deadline: Duration,
    queue: Arc<Queue>,
    marks: tokio::sync::Mutex<Marks>,
    /// Ends when the writer does.
    ended: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Trail {
    /// Opens the trail in `folder`, whose newest head the store knows as `head`, and records the opening.
    ///
    /// What stands there is left as it is: a new segment begins. If records are missing at the end that the head
    /// vouches for, the record of the opening says so, and their numbers are not given again. Blocks while it reads the
    /// records since the head. No other process may have the trail open; the store's lock sees to that.
    ///
    /// # Errors
    ///
    /// [`OpenError`], by whether reading or writing failed.
    pub fn open(
        folder: &Path,
        head: &StoredHead,
        now: Timestamp,
        options: &Options,
    ) -> Result<Self, OpenError> {
        let file = FileSink::open(folder, options.rotation)
            .map_err(|source| OpenError::Write { folder: folder.to_owned(), source })?;
        let sink: Box<dyn Sink> = match options.copies_to_stdout {
            true => Box::new(Copied::new(Box::new(file), io::stdout())),
            false => Box::new(file),
        };
        Self::open_on(sink, folder, head, (now, options))
    }

    /// As [`Trail::open`], on a sink of the caller's that ends in `folder`.
    ///
    /// # Errors
    ///
    /// [`OpenError`], by whether reading or writing failed.
    pub fn open_on(
        sink: Box<dyn Sink>,
        folder: &Path,
        head: &StoredHead,
        (now, options): (Timestamp, &Options),
    ) -> Result<Self, OpenError> {
        let tail = opening::tail(folder, head)
            .map_err(|source| OpenError::Read { folder: folder.to_owned(), source })?;
        opening::sync(folder, head)
            .map_err(|source| OpenError::Write { folder: folder.to_owned(), source })?;
        let opening = tail.opening(head);
        let begin = Position { sequence: opening.sequence().saturating_sub(1), hash: tail.position.hash };
        let mut notices = vec![Notice::Opening(opening).encode(now, &tail.position.hash)];
        notices.extend(tail.unwritten(head).map(encode_checkpoint));
        let queue = Arc::new(Queue::new(begin.sequence));
        let mut writer = Writer::new(sink, head.node().clone(), begin, options.durability);
        let started = writer.begin(&notices, &queue).and_then(|()| writer.start(queue.clone()));
        let ended = started.map_err(|source| OpenError::Write { folder: folder.to_owned(), source })?;
        Ok(Self(Arc::new(Shared {
            node: head.node().clone(),
            folder: folder.to_owned(),
            deadline: options.deadline,
            queue,
            marks: tokio::sync::Mutex::new(Marks::of(head)),
            ended: Mutex::new(Some(ended)),
        })))
    }

    /// Appends the records of one call, together and in their order, and waits until they are acknowledged; at most
    /// until the deadline.
    ///
    /// Whoever drops the future does not know whether they stand in the trail.
    ///
    /// # Errors
    ///
    /// [`Refused`]: they were not acknowledged in time, and the call must not be answered.
    pub async fn append(&self, events: Vec<Encoded>) -> Result<(), Refused> {
        self.append_within(events, self.0.deadline).await.map(|_| ())
    }

    /// Appends within a deadline, and answers the sequence of the last record.
    async fn append_within(&self, events: Vec<Encoded>, deadline: Duration) -> Result<u64, Refused> {
        if events.is_empty() {
            return Ok(self.sequence());
        }
        let answer = self.0.queue.push(events, deadline)?;
        match tokio::time::timeout(deadline, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => Err(Refused::Closed),
            Err(_) => Err(Refused::Late),
        }
    }

    /// Whether a record would be refused as far as one can tell: the sink has failed within the last second, or is stalled
    /// beyond the deadline. Costs next to nothing, so that changes can be refused before they begin.
    ///
    /// After a second without a new failure it says no, so that somebody tries again.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.0.queue.is_failing(Instant::now(), self.0.deadline)
    }

    /// Whether a sync failed of which no record tells yet: what was written since the last head may not be on disk.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.0.queue.doubted().is_some()
    }

    /// The sequence of the newest record that was written.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.0.queue.sequence()
    }

    /// Whose trail it is.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.0.node
    }

    /// The folder that it lies in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Takes no more records, and waits until those that were taken are written. Sign a last checkpoint before, so that
    /// the next opening finds the trail whole.
    ///
    /// It waits as long as the sink stalls. Whoever gives up leaves nothing behind that would keep the process from ending.
    pub async fn close(&self) {
        self.0.queue.close();
        let ended = self.0.ended.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ended) = ended {
            // Nothing is ever sent. A writer that panicked has dropped its callers' answers, and they were refused.
            let _ = ended.await;
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl fmt::Debug for Trail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut trail = f.debug_struct("Trail");
        trail.field("node", &self.0.node).field("sequence", &self.sequence()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
