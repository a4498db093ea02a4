//! One commit of the database, which holds one transaction or many.
//!
//! Each transaction has a savepoint of its own: its reads are checked there, against what the transactions before it in
//! the batch have written, and what fails in it is undone without touching the others. The batch is committed once, and
//! synced once. What the answers mean is decided here too: up to the commit every failure is undone and certain; a
//! commit that fails for lack of space has written no end mark and is undone; any other failure of a commit leaves open
//! what the disk holds.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension};
use store::{Commit, KeyBytes, Revision, StoreError, Write};

use crate::connection::fault;
use crate::head::Head;

const FIND: &str = "SELECT v FROM kv WHERE k = ?1";
const PUT: &str = "INSERT INTO kv(k, v) VALUES (?1, ?2) ON CONFLICT(k) DO UPDATE SET v = excluded.v";
const DELETE: &str = "DELETE FROM kv WHERE k = ?1";

/// What became of one transaction of a batch that was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Applied(Revision),
    Conflict,
    Failed(StoreError),
}

/// A batch that was not acknowledged by the database.
#[derive(Debug)]
pub(crate) enum BatchError {
    /// Nothing of it was, or will be, applied.
    RolledBack(StoreError),
    /// What the disk holds is open. Where a transaction was refused before, that stands.
    Unknown(Vec<Verdict>),
}

/// Applies the commits in order, all in one commit of the database.
pub(crate) fn commit(
    connection: &Connection,
    path: &Path,
    newest: Revision,
    commits: &[&Commit],
) -> Result<Vec<Verdict>, BatchError> {
    let rolled_back = |error: rusqlite::Error| {
        roll_back(connection);
        BatchError::RolledBack(fault(path, &error))
    };
    let (head, verdicts) = apply_all(connection, path, newest, commits).map_err(rolled_back)?;
    if head.batch.is_empty() {
        roll_back(connection);
        return Ok(verdicts);
    }
    match run(connection, "COMMIT") {
        Ok(()) => Ok(verdicts),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DiskFull) => Err(rolled_back(error)),
        Err(error) => {
            tracing::error!(%error, "a commit failed and its outcome is not known");
            roll_back(connection);
            Err(BatchError::Unknown(verdicts))
        }
    }
}

fn apply_all(
    connection: &Connection,
    path: &Path,
    newest: Revision,
    commits: &[&Commit],
) -> rusqlite::Result<(Head, Vec<Verdict>)> {
    let mut head = Head { newest, batch: Vec::new() };
    let mut verdicts = Vec::with_capacity(commits.len());
    run(connection, "BEGIN IMMEDIATE")?;
    for commit in commits {
        let revision = Revision(head.newest.0 + 1);
        let verdict = apply(connection, path, revision, commit)?;
        if verdict == Verdict::Applied(revision) {
            head.newest = revision;
            head.batch.push(commit.id);
        }
        verdicts.push(verdict);
    }
    if !head.batch.is_empty() {
        head.write(connection)?;
    }
    Ok((head, verdicts))
}

/// Applies one commit in its savepoint. An error is one that took the whole batch with it.
fn apply(
    connection: &Connection,
    path: &Path,
    revision: Revision,
    commit: &Commit,
) -> rusqlite::Result<Verdict> {
    run(connection, "SAVEPOINT one")?;
    let verdict = match check_and_write(connection, revision, commit) {
        Ok(true) => Verdict::Applied(revision),
        Ok(false) => Verdict::Conflict,
        // Some failures end the transaction at once, and the savepoint with it.
        Err(error) if connection.is_autocommit() => return Err(error),
        Err(error) => {
            run(connection, "ROLLBACK TO one")?;
            Verdict::Failed(fault(path, &error))
        }
    };
    run(connection, "RELEASE one")?;
    Ok(verdict)
}

fn check_and_write(connection: &Connection, revision: Revision, commit: &Commit) -> rusqlite::Result<bool> {
    for (key, expected) in &commit.reads {
        if current(connection, key)? != *expected {
            return Ok(false);
        }
    }
    commit.writes.iter().try_for_each(|write| store(connection, revision, write))?;
    Ok(true)
}

/// The revision of the commit that last wrote `key`.
fn current(connection: &Connection, key: &KeyBytes) -> rusqlite::Result<Option<Revision>> {
    let mut statement = connection.prepare_cached(FIND)?;
    let revision = |row: &rusqlite::Row<'_>| Ok(row.get_ref(0)?.as_blob()?.first_chunk().copied());
    let found = statement.query_row((key.as_slice(),), revision).optional()?;
    // A row too short for a revision is not the one that was read; the reader will find it damaged.
    Ok(found.map(|revision| Revision(revision.map_or(u64::MAX, u64::from_be_bytes))))
}

fn store(connection: &Connection, revision: Revision, write: &Write) -> rusqlite::Result<()> {
    let key = write.key.as_slice();
    let Some(value) = &write.value else {
        return connection.prepare_cached(DELETE)?.execute((key,)).map(|_| ());
    };
    let mut stored = Vec::with_capacity(8 + value.len());
    stored.extend_from_slice(&revision.0.to_be_bytes());
    stored.extend_from_slice(value);
    connection.prepare_cached(PUT)?.execute((key, stored)).map(|_| ())
}

fn run(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(|_| ())
}

fn roll_back(connection: &Connection) {
    if connection.is_autocommit() {
        return;
    }
    if let Err(error) = run(connection, "ROLLBACK") {
        tracing::error!(%error, "a transaction could not be rolled back");
    }
}
