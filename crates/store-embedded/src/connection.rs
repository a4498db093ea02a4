//! Connections to the database: their settings, and what their errors mean.

use std::path::Path;

use rusqlite::config::DbConfig;
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
        (connection, mode) if mode == "wal" => begin_log_anew(&connection, path).map(|()| connection),
        (_, mode) => Err(StoreError::Medium { detail: format!("its journal is `{mode}` and not a log") }),
    }
}

/// Copies what was found in the log, so that nothing is written behind it.
///
/// What a failed sync left in the log may be in the system's memory only, where the next process finds it. Were the log
/// continued behind it, a loss of power would take later commits too, although they were synced. A log that finds no
/// room is continued all the same: a full disk is no failed sync, and what is there must stay readable.
fn begin_log_anew(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    match fold_log(connection, path) {
        Err(StoreError::Full) => Ok(()),
        folded => folded,
    }
}

/// Copies the log into the database, syncs that, and empties the log.
pub(crate) fn fold_log(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let folded = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    folded.map_err(|error| fault(path, &error))
}

/// Has the log left as it is when the connection is closed. Otherwise the last connection to be closed, whichever that
/// is, copies the log into the database and removes it.
pub(crate) fn leave_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(|_| ())
}

/// A connection that only reads. It leaves the log to the writer even when it is closed last.
pub(crate) fn reading(path: &Path) -> Result<Connection, StoreError> {
    let settle = || {
        let connection = open(path)?;
        connection.pragma_update(None, "query_only", true)?;
        leave_log(&connection)?;
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
