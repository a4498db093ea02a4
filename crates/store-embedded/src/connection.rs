//! Connections to the database: their settings, and what their errors mean.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use store::StoreError;

use crate::directory::OpenError;
use crate::limits::{BUSY_WAIT, CHECKPOINT_PAGES, FREE_BYTES_MIN, PAGE_BYTES, SQLITE_VERSION_MIN};

/// Refuses a library with a known fault.
pub(crate) fn check_library() -> Result<(), OpenError> {
    let fits = rusqlite::version_number() >= SQLITE_VERSION_MIN;
    fits.then_some(()).ok_or(OpenError::LibraryTooOld { version: rusqlite::version() })
}

/// The one connection that writes. Makes the table unless it exists.
///
/// The page size takes effect only before the first page is written; the order of the settings matters.
pub(crate) fn writing(path: &Path) -> Result<Connection, StoreError> {
    let settle = || {
        let connection = open(path)?;
        connection.pragma_update(None, "page_size", PAGE_BYTES)?;
        let mode =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        connection.execute_batch("CREATE TABLE IF NOT EXISTS kv(k BLOB NOT NULL UNIQUE, v BLOB NOT NULL)")?;
        Ok((connection, mode))
    };
    // Where the log cannot be shared, as on some network file systems, the library goes on without it.
    match settle().map_err(|error| fault(path, &error))? {
        (connection, mode) if mode == "wal" => Ok(connection),
        (_, mode) => Err(StoreError::Medium { detail: format!("its journal is `{mode}` and not a log") }),
    }
}

/// A connection that only reads.
pub(crate) fn reading(path: &Path) -> Result<Connection, StoreError> {
    let settle = || {
        let connection = open(path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    settle().map_err(|error| fault(path, &error))
}

/// Each connection is used by one thread at a time, so it needs no lock of its own. Page contents are checked when a page
/// is first read, which turns some damage into an error that would be a wrong walk otherwise.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

/// What an error of the library means to a transaction that was not committed.
pub(crate) fn fault(path: &Path, error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::SystemIoFailure) if is_full(path) => StoreError::Full,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Damaged { record: path.display().to_string() }
        }
        Some(_) => {
            StoreError::Medium { detail: error.sqlite_error().map_or_else(String::new, ToString::to_string) }
        }
        // Not the library's error but ours: a column that is no blob, or a row that is not there and must be.
        None => StoreError::Damaged { record: path.display().to_string() },
    }
}

/// The library reports some failed writes without saying that the disk is full.
fn is_full(path: &Path) -> bool {
    rustix::fs::statvfs(path).is_ok_and(|fs| fs.f_bavail.saturating_mul(fs.f_frsize) < FREE_BYTES_MIN)
}
