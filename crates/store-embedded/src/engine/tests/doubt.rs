//! A commit of the database that fails for no known reason.
//!
//! A deferred constraint that a trigger breaks makes exactly one thing fail: the COMMIT itself.

use std::path::Path;
use std::sync::Arc;

use store::{Engine, Outcome, Settled, StoreError, TransactionId};

use super::{open, read, write};
use crate::EmbeddedEngine;

const TRAP: &str = "
    CREATE TABLE parent(id INTEGER PRIMARY KEY);
    CREATE TABLE child(parent INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER trap AFTER INSERT ON kv WHEN new.k = CAST('trap' AS BLOB) BEGIN
        INSERT INTO child VALUES (1);
    END;
";

/// How long the log is; a copied one is empty, or gone.
fn log_bytes(path: &Path) -> u64 {
    path.join("store.db-wal").metadata().map_or(0, |log| log.len())
}

/// An engine with one commit acknowledged, and one in doubt.
async fn in_doubt(path: &Path) -> Arc<EmbeddedEngine> {
    open(path).unwrap().close().await.unwrap();
    let database = rusqlite::Connection::open(path.join("store.db")).unwrap();
    database.execute_batch(TRAP).unwrap();
    drop(database);
    let engine = open(path).unwrap();
    assert!(matches!(write(&engine, 1, b"before", Some(b"1")).await, Outcome::Committed(_)));
    assert!(engine.is_writable());
    assert_eq!(write(&engine, 2, b"trap", Some(b"2")).await, Outcome::Unknown);
    engine
}

#[tokio::test]
async fn a_commit_in_doubt_stops_writing_until_the_store_is_opened_again() {
    let root = tempfile::tempdir().unwrap();
    let engine = in_doubt(root.path()).await;
    assert!(!engine.is_writable());
    assert_eq!(engine.settle(TransactionId([2; 16])).await, Settled::Unknown);
    assert_eq!(write(&engine, 3, b"after", Some(b"3")).await, Outcome::Failed(StoreError::Unavailable));
    assert_eq!(read(&engine, b"before").await, Ok(Some(b"1".to_vec())));
    engine.close().await.unwrap();

    let engine = open(root.path()).unwrap();
    assert!(engine.is_writable());
    assert_eq!(engine.settle(TransactionId([2; 16])).await, Settled::Lost);
    assert_eq!(read(&engine, b"trap").await, Ok(None));
    assert!(matches!(write(&engine, 4, b"after", Some(b"4")).await, Outcome::Committed(_)));
}

/// Whichever connection is closed last, nothing of the log is copied before the store is opened again; then all of it is,
/// before anything is written behind it.
#[tokio::test]
async fn a_log_in_doubt_is_copied_only_when_the_store_is_opened_again() {
    for reader_is_last in [false, true] {
        let root = tempfile::tempdir().unwrap();
        let engine = in_doubt(root.path()).await;
        let snapshot = engine.snapshot().await.unwrap();
        let late = reader_is_last.then_some(snapshot);
        engine.close().await.unwrap();
        drop(late);
        assert!(log_bytes(root.path()) > 0, "copied (a reader is last: {reader_is_last})");

        let engine = open(root.path()).unwrap();
        assert_eq!(log_bytes(root.path()), 0, "continued (a reader was last: {reader_is_last})");
        assert_eq!(read(&engine, b"before").await, Ok(Some(b"1".to_vec())));
    }
}
