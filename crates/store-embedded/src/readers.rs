//! Connections that read, and the snapshots they hold.
//!
//! A snapshot is a read transaction on a connection of its own, which goes back to the pool when the snapshot is
//! dropped. Reads run where they are asked for, on the caller's thread: one that is answered from the page cache takes a
//! few microseconds, less than it takes to hand it to another thread, and a page of rows is bounded.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OptionalExtension};
use store::limits::PAGE_BYTES_MAX;
use store::{KeyBytes, Pending, Revision, Row, Snapshot, Span, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::connection::{fault, reading};
use crate::head::Head;
use crate::limits::READERS_MAX;

const FIND: &str = "SELECT v FROM kv WHERE k = ?1";
const FORWARD: &str = "SELECT k, v FROM kv WHERE k >= ?1 AND k < ?2 ORDER BY k";
const BACKWARD: &str = "SELECT k, v FROM kv WHERE k >= ?1 AND k < ?2 ORDER BY k DESC";

pub(crate) struct Readers {
    path: PathBuf,
    /// Nothing once closed.
    idle: Mutex<Option<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        let permits = Arc::new(Semaphore::new(READERS_MAX));
        Self { path, idle: Mutex::new(Some(Vec::new())), permits }
    }

    /// Waits for a connection and begins a read transaction on it.
    pub(crate) async fn snapshot(self: &Arc<Self>) -> Result<Reader, StoreError> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| StoreError::Unavailable)?;
        let connection = match self.take()? {
            Some(connection) => connection,
            None => reading(&self.path)?,
        };
        // Made before the transaction begins, so that a failure to begin ends it too.
        let mut reader = Reader {
            connection: Mutex::new(Some(connection)),
            revision: Revision::default(),
            pool: self.clone(),
            _permit: permit,
        };
        reader.revision = begin(reader.connection()?, &self.path)?;
        Ok(reader)
    }

    /// Closes the idle connections now, and those in use when they come back.
    pub(crate) fn close(&self) {
        self.permits.close();
        *self.idle() = None;
    }

    fn take(&self) -> Result<Option<Connection>, StoreError> {
        self.idle().as_mut().map(Vec::pop).ok_or(StoreError::Unavailable)
    }

    fn put_back(&self, connection: Connection) {
        if let Some(idle) = self.idle().as_mut() {
            idle.push(connection);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The view of the database begins with its first read, which is that of the head.
fn begin(connection: &Connection, path: &Path) -> Result<Revision, StoreError> {
    run(connection, "BEGIN").map_err(|error| fault(path, &error))?;
    Head::newest(connection, path)
}

fn run(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(|_| ())
}

/// A snapshot.
pub(crate) struct Reader {
    /// There until the reader is dropped. The lock is never taken: it makes the reader `Sync`, and is gone round through
    /// `&mut`.
    connection: Mutex<Option<Connection>>,
    revision: Revision,
    pool: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Reader {
    fn connection(&mut self) -> Result<&Connection, StoreError> {
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner);
        connection.as_ref().ok_or(StoreError::Unavailable)
    }

    pub(crate) fn find(&mut self, key: &KeyBytes) -> Result<Option<Row>, StoreError> {
        let pool = self.pool.clone();
        let connection = self.connection()?;
        let found = || {
            let mut statement = connection.prepare_cached(FIND)?;
            statement.query_row((key.as_slice(),), |row| Ok(row.get_ref(0)?.as_blob()?.to_vec())).optional()
        };
        let stored = found().map_err(|error| fault(&pool.path, &error))?;
        stored.map(|stored| split(key.clone(), &stored)).transpose()
    }

    fn list(&mut self, span: &Span, limit: usize) -> Result<(Vec<Row>, bool), StoreError> {
        let pool = self.pool.clone();
        let fault = |error: rusqlite::Error| fault(&pool.path, &error);
        let statement = if span.reversed { BACKWARD } else { FORWARD };
        let mut statement = self.connection()?.prepare_cached(statement).map_err(fault)?;
        let mut found = statement.query((span.from.as_slice(), span.to.as_slice())).map_err(fault)?;
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while let Some(row) = found.next().map_err(fault)? {
            if rows.len() >= limit || (bytes >= PAGE_BYTES_MAX && !rows.is_empty()) {
                return Ok((rows, true));
            }
            let (key, stored) = columns(row).map_err(fault)?;
            bytes += stored.len();
            rows.push(split(KeyBytes::from_vec(key), stored)?);
        }
        Ok((rows, false))
    }

    pub(crate) fn head(&mut self) -> Result<Head, StoreError> {
        let path = self.pool.path.clone();
        Head::read(self.connection()?, &path)
    }
}

fn columns<'a>(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<(Vec<u8>, &'a [u8])> {
    Ok((row.get_ref(0)?.as_blob()?.to_vec(), row.get_ref(1)?.as_blob()?))
}

/// A stored value is the revision (8 bytes), then what was to be stored.
fn split(key: KeyBytes, stored: &[u8]) -> Result<Row, StoreError> {
    match stored.split_first_chunk() {
        Some((revision, value)) => {
            Ok(Row { key, revision: Revision(u64::from_be_bytes(*revision)), value: value.to_vec() })
        }
        None => Err(StoreError::Damaged { record: key.to_string() }),
    }
}

impl Snapshot for Reader {
    fn revision(&self) -> Revision {
        self.revision
    }

    fn get<'a>(&'a mut self, key: &'a KeyBytes) -> Pending<'a, Result<Option<Row>, StoreError>> {
        Box::pin(std::future::ready(self.find(key)))
    }

    fn page<'a>(
        &'a mut self,
        span: &'a Span,
        limit: usize,
    ) -> Pending<'a, Result<(Vec<Row>, bool), StoreError>> {
        Box::pin(std::future::ready(self.list(span, limit)))
    }
}

impl Drop for Reader {
    /// Ends the read transaction, lest the log grow. A connection on which even that fails is not used again.
    fn drop(&mut self) {
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(connection) = connection
            && (connection.is_autocommit() || run(&connection, "COMMIT").is_ok())
        {
            self.pool.put_back(connection);
        }
    }
}
