//! The `head` row: the newest revision, and the transactions of the batch that reached it.
//!
//! Only the last batch can ever be in doubt, since a commit that fails stops the engine. So the ids of that batch are
//! all that it takes to say, after the store was opened again, what became of a transaction.
//!
//! The row is the revision (8 bytes), its complement (8), and the ids of the batch (16 each), whose revisions end with
//! the newest and are consecutive.

use std::path::Path;

use rusqlite::{CachedStatement, Connection, OptionalExtension};
use store::{Revision, StoreError, TransactionId};

use crate::connection::fault;

/// Keys whose first byte is zero belong to the engine.
const KEY: &[u8] = b"\0head";

const READ: &str = "SELECT v FROM kv WHERE k = ?1";
const WRITE: &str = "INSERT INTO kv(k, v) VALUES (?1, ?2) ON CONFLICT(k) DO UPDATE SET v = excluded.v";

/// What the row says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) newest: Revision,
    pub(crate) batch: Vec<TransactionId>,
}

impl Head {
    /// The row of an opened store.
    pub(crate) fn read(connection: &Connection, path: &Path) -> Result<Self, StoreError> {
        let damaged = || StoreError::Damaged { record: format!("{} head", path.display()) };
        Self::stored(connection)
            .map_err(|error| fault(path, &error))?
            .and_then(|row| Self::decode(&row))
            .ok_or_else(damaged)
    }

    /// The row of a store that may be new, and is then given one. A store with rows but without a head is damaged.
    pub(crate) fn read_or_begin(connection: &Connection, path: &Path) -> Result<Self, StoreError> {
        let empty = "SELECT NOT EXISTS (SELECT 1 FROM kv)";
        let is_new =
            connection.query_row(empty, [], |row| row.get(0)).map_err(|error| fault(path, &error))?;
        if is_new {
            Self::default().write(connection).map_err(|error| fault(path, &error))?;
        }
        Self::read(connection, path)
    }

    /// The newest revision alone, for each snapshot.
    pub(crate) fn newest(connection: &Connection, path: &Path) -> Result<Revision, StoreError> {
        Self::read(connection, path).map(|head| head.newest)
    }

    pub(crate) fn write(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut statement: CachedStatement<'_> = connection.prepare_cached(WRITE)?;
        statement.execute((KEY, self.encode())).map(|_| ())
    }

    /// The revision of a transaction of the last batch.
    pub(crate) fn revision_of(&self, id: TransactionId) -> Option<Revision> {
        let mut revision = self.newest.0;
        for committed in self.batch.iter().rev() {
            if *committed == id {
                return Some(Revision(revision));
            }
            revision = revision.checked_sub(1)?;
        }
        None
    }

    fn stored(connection: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
        connection.prepare_cached(READ)?.query_row((KEY,), |row| row.get(0)).optional()
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut row = Vec::with_capacity(16 + 16 * self.batch.len());
        row.extend_from_slice(&self.newest.0.to_be_bytes());
        row.extend_from_slice(&(!self.newest.0).to_be_bytes());
        self.batch.iter().for_each(|id| row.extend_from_slice(&id.0));
        row
    }

    pub(crate) fn decode(row: &[u8]) -> Option<Self> {
        let (newest, rest) = row.split_first_chunk()?;
        let (complement, rest) = rest.split_first_chunk()?;
        let newest = u64::from_be_bytes(*newest);
        let (ids, rest) = rest.as_chunks();
        let whole = rest.is_empty() && newest == !u64::from_be_bytes(*complement);
        whole.then(|| Self {
            newest: Revision(newest),
            batch: ids.iter().copied().map(TransactionId).collect(),
        })
    }
}

#[cfg(test)]
mod tests;
