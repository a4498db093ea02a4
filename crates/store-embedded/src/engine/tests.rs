//! The contract on a directory, and what SQLite adds: a full disk, a damaged file, a commit in doubt.

mod bench;
mod damage;
mod doubt;
mod full;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use seal::{Entropy, Keyring};
use store::contract::Bench;
use store::{
    Commit, Engine, KeyBytes, ManualClock, Options, Outcome, Pending, Record, Store, StoreError, SystemKey,
    Transaction, TransactionId, Undecodable, Work, Write,
};
use tempfile::TempDir;

use crate::{EmbeddedEngine, OpenError};

struct DirectoryBench(TempDir);

impl Bench for DirectoryBench {
    fn open(&self) -> Pending<'_, Result<Arc<dyn Engine>, StoreError>> {
        Box::pin(async { open(self.0.path()).map(|engine| engine as Arc<dyn Engine>) })
    }
}

fn open(path: &Path) -> Result<Arc<EmbeddedEngine>, StoreError> {
    EmbeddedEngine::open(path).map_err(|error| match error {
        OpenError::Store(error) => error,
        other @ (OpenError::Directory { .. }
        | OpenError::InUse { .. }
        | OpenError::LibraryTooOld { .. }
        | OpenError::NotMade { .. }) => {
            panic!("{other:?}")
        }
    })
}

mod contract {
    use super::DirectoryBench;

    store::contract_suite!(DirectoryBench(tempfile::tempdir().unwrap()));
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Blob(Vec<u8>);

impl Record for Blob {
    const KIND: &'static str = "blob";
    const FORMAT: u8 = 1;

    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn decode(_format: u8, bytes: &[u8]) -> Result<Self, Undecodable> {
        Ok(Self(bytes.to_vec()))
    }
}

type Key = SystemKey<Blob>;

fn key(number: u64) -> Key {
    Key::of().number(number)
}

async fn store(engine: Arc<EmbeddedEngine>) -> Result<Store, StoreError> {
    let keyring = Arc::new(Keyring::generate(&mut Entropy::dangerous_seeded(1)));
    let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
    Store::open(engine, keyring, clock, Options::default()).await
}

struct Put(u64, Vec<u8>);

impl Work for Put {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.put(&key(self.0), Blob(self.1.clone()))
    }
}

struct Delete(u64);

impl Work for Delete {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.delete(&key(self.0))
    }
}

struct Get(u64);

impl Work for Get {
    type Done = Option<Vec<u8>>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(tx.get(&key(self.0)).await?.map(|blob| blob.0.clone()))
    }
}

struct List;

impl Work for List {
    type Done = Vec<(Key, Vec<u8>)>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        let page = tx.page(&Key::of().prefix(), 1_000).await?;
        Ok(page.entries.into_iter().map(|(key, blob)| (key, blob.0.clone())).collect())
    }
}

/// A write below the store, which needs no keyring.
async fn write(engine: &EmbeddedEngine, id: u8, key: &[u8], value: Option<&[u8]>) -> Outcome {
    let key = KeyBytes::from_vec(key.to_vec());
    let writes = vec![Write { key, value: value.map(<[u8]>::to_vec), decoded: None }];
    engine.commit(Commit { id: TransactionId([id; 16]), reads: Vec::new(), writes }).await
}

async fn read(engine: &EmbeddedEngine, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
    let row = engine.snapshot().await?.get(&KeyBytes::from_vec(key.to_vec())).await?;
    Ok(row.map(|row| row.value))
}

#[tokio::test]
async fn a_closed_store_leaves_one_database_and_no_log() {
    let root = tempfile::tempdir().unwrap();
    let engine = open(root.path()).unwrap();
    assert!(matches!(write(&engine, 1, b"a", Some(b"1")).await, Outcome::Committed(_)));
    engine.close().await.unwrap();
    let mut names: Vec<_> = root.path().read_dir().unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["store.db"]);
    open(root.path()).unwrap();
}

#[tokio::test]
async fn the_settings_are_those_that_were_measured() {
    let root = tempfile::tempdir().unwrap();
    let engine = open(root.path()).unwrap();
    let connection = crate::connection::writing(&engine.path).unwrap();
    let setting = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let settings = ["page_size", "synchronous", "wal_autocheckpoint", "cell_size_check"].map(setting);
    assert_eq!(settings, [8_192, 2, 2_000, 1]);
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let table: String = connection
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'kv'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(table, "CREATE TABLE kv(k BLOB NOT NULL UNIQUE, v BLOB NOT NULL)");
}

/// Every reader that the pool admits at once, and one more, which waits.
#[tokio::test]
async fn a_reader_beyond_the_last_waits_for_one_to_return() {
    let root = tempfile::tempdir().unwrap();
    let engine = open(root.path()).unwrap();
    let mut held = Vec::new();
    for _ in 0..crate::limits::READERS_MAX {
        held.push(engine.snapshot().await.unwrap());
    }
    let waiting = tokio::spawn({
        let engine = engine.clone();
        async move { engine.snapshot().await.map(|snapshot| snapshot.revision()) }
    });
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    held.pop();
    assert!(waiting.await.unwrap().is_ok());
}
