//! The engine as the store sees it: a directory, a writer and its readers.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use store::{
    Commit, Engine, Observer, Outcome, Pending, Revision, Settled, Snapshot, StoreError, TransactionId,
};
use tokio::sync::{mpsc, oneshot};

use crate::connection::{check_library, fault, reading, writing};
use crate::directory::{Directory, OpenError};
use crate::head::Head;
use crate::limits::QUEUE_MAX;
use crate::readers::Readers;
use crate::writer::{Request, Waiting, Writer};

/// The engine on a directory of this machine. It finishes what it accepted and closes cleanly when it is closed or
/// dropped.
pub struct EmbeddedEngine {
    path: PathBuf,
    readers: Arc<Readers>,
    poisoned: Arc<AtomicBool>,
    /// What the last batch before this engine was opened consisted of.
    inherited: Head,
    /// There until the engine is dropped.
    requests: Option<mpsc::Sender<Request>>,
    /// There until the engine is closed. The thread ends before the lock is released.
    held: Mutex<Option<(JoinHandle<()>, Directory)>>,
}

impl EmbeddedEngine {
    /// Opens the store in `directory`, which is made, for its owner alone, with all it lies in, unless it exists.
    ///
    /// # Errors
    ///
    /// - [`OpenError::Directory`]: the directory or a file in it cannot be opened (operator).
    /// - [`OpenError::InUse`]: another process has it open (operator).
    /// - [`OpenError::NotMade`]: the directory is missing and cannot be made (operator).
    /// - [`OpenError::LibraryTooOld`]: the program was built with an SQLite that has a known fault (builder).
    /// - [`OpenError::Store`]: the database is damaged, or the medium is full or fails (medium).
    pub fn open(directory: &Path) -> Result<Arc<Self>, OpenError> {
        check_library()?;
        let directory = Directory::claim(directory)?;
        let path = directory.database()?;
        let connection = writing(&path)?;
        let inherited = Head::read_or_begin(&connection, &path)?;
        let poisoned = Arc::new(AtomicBool::new(false));
        let (requests, received) = mpsc::channel(QUEUE_MAX);
        let writer = Writer {
            connection,
            path: path.clone(),
            newest: inherited.newest,
            poisoned: poisoned.clone(),
            observer: None,
        };
        let thread =
            std::thread::Builder::new().name("store-writer".to_owned()).spawn(|| writer.run(received));
        let thread = thread.map_err(|source| OpenError::Directory { path: path.clone(), source })?;
        Ok(Arc::new(Self {
            readers: Arc::new(Readers::new(path.clone())),
            path,
            poisoned,
            inherited,
            requests: Some(requests),
            held: Mutex::new(Some((thread, directory))),
        }))
    }

    /// Reads the whole database and checks its structure: every page, and every key against its index. Records are
    /// checked only when they are read, by the code that vouches for them.
    ///
    /// Takes about a second per million records. Blocks the calling thread.
    ///
    /// # Errors
    ///
    /// - [`StoreError::Damaged`]: the file is not what was written (medium).
    /// - Otherwise the medium's failure.
    pub fn check(&self) -> Result<(), StoreError> {
        let connection = reading(&self.path)?;
        let checked = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0));
        match checked.map_err(|error| fault(&self.path, &error))?.as_str() {
            "ok" => Ok(()),
            found => Err(StoreError::Damaged { record: format!("{}: {found}", self.path.display()) }),
        }
    }

    /// Whether writes are taken: not any more once a commit has failed and what the disk holds of it is open. That ends
    /// only when the store is opened again.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        !self.poisoned.load(Ordering::SeqCst)
    }

    /// How large the database is on the medium, in bytes, without its log.
    ///
    /// # Errors
    ///
    /// [`StoreError::Medium`]: the file cannot be looked at.
    pub fn database_bytes(&self) -> Result<u64, StoreError> {
        let metadata = std::fs::metadata(&self.path);
        metadata
            .map(|metadata| metadata.len())
            .map_err(|error| StoreError::Medium { detail: error.to_string() })
    }

    /// Hands a request to the writer. A full queue is an answer, not a wait.
    fn send(&self, request: Request) -> Result<(), StoreError> {
        let requests = self.requests.as_ref().ok_or(StoreError::Unavailable)?;
        requests.try_send(request).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Unavailable,
        })
    }

    async fn ask(&self, commit: Commit) -> Outcome {
        let (reply, outcome) = oneshot::channel();
        match self.send(Request::Commit(Waiting { commit, reply })) {
            // A writer that went away without an answer may have committed before it went.
            Ok(()) => outcome.await.unwrap_or(Outcome::Unknown),
            Err(error) => Outcome::Failed(error),
        }
    }

    /// Looks for the transaction in the last batch, and in the last batch of before. It was lost if it is in neither,
    /// unless the writer stopped in doubt.
    async fn look_up(&self, id: TransactionId) -> Settled {
        let head = match self.readers.snapshot().await {
            Ok(mut reader) => reader.head(),
            Err(error) => Err(error),
        };
        let Ok(head) = head else { return Settled::Unknown };
        match head.revision_of(id).or_else(|| self.inherited.revision_of(id)) {
            Some(revision) => Settled::Committed(revision),
            None if !self.is_writable() => Settled::Unknown,
            None => Settled::Lost,
        }
    }

    async fn shut(&self) -> Result<(), StoreError> {
        self.readers.close();
        let requests = self.requests.as_ref().ok_or(StoreError::Unavailable)?;
        let (reply, closed) = oneshot::channel();
        // Waits for its turn where a commit would be turned away. A writer that is gone was closed before.
        let asked = requests.send(Request::Close(reply)).await;
        let closed =
            if asked.is_ok() { closed.await.unwrap_or(Err(StoreError::Unavailable)) } else { Ok(()) };
        self.join();
        closed
    }

    fn join(&self) {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((thread, _directory)) = held
            && thread.join().is_err()
        {
            tracing::error!("the writing thread has panicked");
        }
    }
}

impl Engine for EmbeddedEngine {
    fn observe(&self, observer: Arc<dyn Observer>) -> Pending<'_, Result<Revision, StoreError>> {
        Box::pin(async move {
            let (reply, revision) = oneshot::channel();
            self.send(Request::Observe(observer, reply))?;
            revision.await.map_err(|_| StoreError::Unavailable)
        })
    }

    fn snapshot(&self) -> Pending<'_, Result<Box<dyn Snapshot>, StoreError>> {
        Box::pin(async move { Ok(Box::new(self.readers.snapshot().await?) as Box<dyn Snapshot>) })
    }

    fn commit(&self, commit: Commit) -> Pending<'_, Outcome> {
        Box::pin(self.ask(commit))
    }

    fn settle(&self, id: TransactionId) -> Pending<'_, Settled> {
        Box::pin(self.look_up(id))
    }

    fn close(&self) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.shut())
    }
}

impl Drop for EmbeddedEngine {
    /// The writer ends when nobody is left to ask it, and the lock is released after it.
    fn drop(&mut self) {
        self.readers.close();
        self.requests = None;
        self.join();
    }
}

impl fmt::Debug for EmbeddedEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddedEngine")
            .field("path", &self.path)
            .field("writable", &self.is_writable())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
