//! The thread that writes.
//!
//! It takes what waits, commits it as one batch, applies each transaction of the batch to the observer in order, and
//! only then acknowledges them all: nothing is acknowledged before the database's commit returned. While it syncs, the
//! next batch gathers by itself.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use store::{Commit, Observer, Outcome, Revision, StoreError};
use tokio::sync::{mpsc, oneshot};

use crate::batch::{self, BatchError, Verdict};
use crate::connection::{fault, fold_log, leave_log};
use crate::limits::{BATCH_BYTES_MAX, BATCH_TRANSACTIONS_MAX};

pub(crate) enum Request {
    Close(oneshot::Sender<Result<(), StoreError>>),
    Commit(Waiting),
    Observe(Arc<dyn Observer>, oneshot::Sender<Revision>),
}

/// A transaction whose writer waits for its outcome.
pub(crate) struct Waiting {
    pub(crate) commit: Commit,
    pub(crate) reply: oneshot::Sender<Outcome>,
}

impl Waiting {
    fn value_bytes(&self) -> usize {
        self.commit.writes.iter().filter_map(|write| write.value.as_ref()).map(Vec::len).sum()
    }

    /// A reply that nobody waits for any more is no loss: the transaction stands all the same.
    fn answer(self, outcome: Outcome) {
        let _ = self.reply.send(outcome);
    }
}

pub(crate) struct Writer {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) newest: Revision,
    pub(crate) poisoned: Arc<AtomicBool>,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

impl Writer {
    /// Serves requests until it is told to close or nobody is left to make any, and finishes what was accepted.
    pub(crate) fn run(mut self, mut requests: mpsc::Receiver<Request>) {
        let mut closing = None;
        while let Some(request) = requests.blocking_recv() {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            let mut next = Some(request);
            while let Some(request) = next.take() {
                match request {
                    Request::Commit(waiting) => {
                        bytes += waiting.value_bytes();
                        batch.push(waiting);
                    }
                    Request::Observe(observer, reply) => self.observe(observer, reply),
                    Request::Close(reply) => {
                        requests.close();
                        closing = Some(reply);
                    }
                }
                if batch.len() < BATCH_TRANSACTIONS_MAX && bytes < BATCH_BYTES_MAX {
                    next = requests.try_recv().ok();
                }
            }
            self.commit(batch);
        }
        let closed = self.close();
        if let Some(reply) = closing {
            let _ = reply.send(closed);
        }
    }

    fn observe(&mut self, observer: Arc<dyn Observer>, reply: oneshot::Sender<Revision>) {
        self.observer = Some(observer);
        let _ = reply.send(self.newest);
    }

    fn commit(&mut self, batch: Vec<Waiting>) {
        if batch.is_empty() {
            return;
        }
        if self.poisoned.load(Ordering::SeqCst) {
            return answer_all(batch, &Outcome::Failed(StoreError::Unavailable));
        }
        let commits: Vec<_> = batch.iter().map(|waiting| &waiting.commit).collect();
        match batch::commit(&self.connection, &self.path, self.newest, &commits) {
            Ok(verdicts) => self.acknowledge(batch, verdicts),
            // What does not fit together may fit alone, and what frees space certainly does.
            Err(BatchError::RolledBack(StoreError::Full)) if batch.len() > 1 => {
                batch.into_iter().for_each(|waiting| self.commit(vec![waiting]));
            }
            Err(BatchError::RolledBack(error)) => answer_all(batch, &Outcome::Failed(error)),
            Err(BatchError::Unknown(verdicts)) => {
                self.poisoned.store(true, Ordering::SeqCst);
                batch
                    .into_iter()
                    .zip(verdicts)
                    .for_each(|(waiting, verdict)| waiting.answer(doubtful(verdict)));
            }
        }
    }

    /// Tells the observer of every transaction before any writer hears of its own.
    fn acknowledge(&mut self, batch: Vec<Waiting>, verdicts: Vec<Verdict>) {
        let mut replies = Vec::with_capacity(batch.len());
        for (Waiting { commit, reply }, verdict) in batch.into_iter().zip(verdicts) {
            let outcome = match verdict {
                Verdict::Applied(revision) => {
                    self.newest = revision;
                    if let Some(observer) = &self.observer {
                        observer.committed(revision, commit.writes);
                    }
                    Outcome::Committed(revision)
                }
                Verdict::Conflict => Outcome::Conflict,
                Verdict::Failed(error) => Outcome::Failed(error),
            };
            replies.push((reply, outcome));
        }
        for (reply, outcome) in replies {
            let _ = reply.send(outcome);
        }
    }

    /// Copies the log into the database and closes it. A poisoned store is left as the failed commit left it: what is in
    /// the log is judged, and copied, when the store is opened again.
    fn close(self) -> Result<(), StoreError> {
        if self.poisoned.load(Ordering::SeqCst) {
            return leave_log(&self.connection).map_err(|error| fault(&self.path, &error));
        }
        fold_log(&self.connection, &self.path)
    }
}

fn answer_all(batch: Vec<Waiting>, outcome: &Outcome) {
    batch.into_iter().for_each(|waiting| waiting.answer(outcome.clone()));
}

fn doubtful(verdict: Verdict) -> Outcome {
    match verdict {
        Verdict::Applied(_) => Outcome::Unknown,
        Verdict::Conflict => Outcome::Conflict,
        Verdict::Failed(error) => Outcome::Failed(error),
    }
}
