//! A commit of the database that fails for no known reason.
//!
//! A deferred constraint that a trigger breaks makes exactly one thing fail: the COMMIT itself.

use store::{Engine, Outcome, Settled, StoreError, TransactionId};

use super::{open, read, write};

const TRAP: &str = "
    CREATE TABLE parent(id INTEGER PRIMARY KEY);
    CREATE TABLE child(parent INTEGER REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER trap AFTER INSERT ON kv WHEN new.k = CAST('trap' AS BLOB) BEGIN
        INSERT INTO child VALUES (1);
    END;
";

#[tokio::test]
async fn a_commit_in_doubt_stops_writing_until_the_store_is_opened_again() {
    let root = tempfile::tempdir().unwrap();
    open(root.path()).unwrap().close().await.unwrap();
    let database = rusqlite::Connection::open(root.path().join("store.db")).unwrap();
    database.execute_batch(TRAP).unwrap();
    drop(database);

    let engine = open(root.path()).unwrap();
    assert!(matches!(write(&engine, 1, b"before", Some(b"1")).await, Outcome::Committed(_)));
    assert_eq!(write(&engine, 2, b"trap", Some(b"2")).await, Outcome::Unknown);
    assert_eq!(engine.settle(TransactionId([2; 16])).await, Settled::Unknown);
    assert_eq!(write(&engine, 3, b"after", Some(b"3")).await, Outcome::Failed(StoreError::Unavailable));
    assert_eq!(read(&engine, b"before").await, Ok(Some(b"1".to_vec())));
    engine.close().await.unwrap();

    let engine = open(root.path()).unwrap();
    assert_eq!(engine.settle(TransactionId([2; 16])).await, Settled::Lost);
    assert_eq!(read(&engine, b"trap").await, Ok(None));
    assert!(matches!(write(&engine, 4, b"after", Some(b"4")).await, Outcome::Committed(_)));
}
