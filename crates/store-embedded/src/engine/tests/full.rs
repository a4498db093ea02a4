//! A full disk: nothing is half done, reads go on, and what frees space still works.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use store::{Commit, KeyBytes, Outcome, StoreError, TransactionId, Write};
use tempfile::TempDir;
use tokio::sync::{mpsc, oneshot};

use super::{Delete, Get, Put, open, store};
use crate::connection::writing;
use crate::head::Head;
use crate::writer::{Request, Waiting, Writer};

/// A file system of 2 MiB in memory, gone when dropped.
struct SmallDisk(TempDir);

impl SmallDisk {
    /// Nothing where this process may not mount.
    fn mount() -> Option<Self> {
        let root = tempfile::tempdir().unwrap();
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(root.path()).output();
        mount.is_ok_and(|mount| mount.status.success()).then_some(Self(root))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_serves_reads_until_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: this process may not mount a file system");
        return;
    };
    let data = disk.path().join("data");
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 600_000]).unwrap();
    let store = store(open(&data).unwrap()).await.unwrap();
    let mut written = 0;
    while store.transact(&Put(written, vec![1; 20_000])).await.is_ok() {
        written += 1;
        assert!(written < 200, "the disk never filled");
    }
    assert!(written > 5, "only {written} records fit");
    for attempt in 0..20 {
        let refused = store.transact(&Put(1_000 + attempt, vec![2; 20_000])).await;
        assert_eq!(refused, Err(StoreError::Full));
    }
    for number in 0..written {
        assert_eq!(store.transact(&Get(number)).await, Ok(Some(vec![1; 20_000])));
    }
    std::fs::remove_file(ballast).unwrap();
    store.transact(&Put(2_000, vec![3; 20_000])).await.unwrap();
    store.close().await.unwrap();

    let again = super::store(open(&data).unwrap()).await.unwrap();
    for number in 0..written {
        assert_eq!(again.transact(&Get(number)).await, Ok(Some(vec![1; 20_000])));
    }
    assert_eq!(again.transact(&Get(1_000)).await, Ok(None));
    assert_eq!(again.transact(&Get(2_000)).await, Ok(Some(vec![3; 20_000])));
    again.transact(&Delete(0)).await.unwrap();
}

fn waiting(id: u8, key: &[u8], value: Option<Vec<u8>>) -> (Request, oneshot::Receiver<Outcome>) {
    let writes = vec![Write { key: KeyBytes::from_vec(key.to_vec()), value, decoded: None }];
    let commit = Commit { id: TransactionId([id; 16]), reads: Vec::new(), writes };
    let (reply, outcome) = oneshot::channel();
    (Request::Commit(Waiting { commit, reply }), outcome)
}

/// Three transactions wait at once for a database that may not grow by the second: it alone is refused.
#[tokio::test]
async fn only_what_does_not_fit_is_refused_of_a_batch() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("store.db");
    let connection = writing(&path.clone()).or_else(|_| {
        std::fs::File::create(&path).unwrap();
        writing(&path)
    });
    let connection = connection.unwrap();
    let newest = Head::read_or_begin(&connection, &path).unwrap().newest;
    connection.pragma_update(None, "max_page_count", 20).unwrap();
    let poisoned = Arc::new(AtomicBool::new(false));
    let writer = Writer { connection, path: path.clone(), newest, poisoned, observer: None };

    let (requests, received) = mpsc::channel(8);
    let mut outcomes = Vec::new();
    for (id, key, bytes) in [(1, b"small", 10), (2, b"large", 500_000), (3, b"other", 10)] {
        let (request, outcome) = waiting(id, key, Some(vec![id; bytes]));
        requests.try_send(request).unwrap_or_else(|_| panic!("the queue is full"));
        outcomes.push(outcome);
    }
    drop(requests);
    std::thread::spawn(move || writer.run(received)).join().unwrap();
    let mut ended = Vec::new();
    for outcome in outcomes {
        ended.push(outcome.await.unwrap());
    }
    let committed = |outcome: &Outcome| matches!(outcome, Outcome::Committed(_));
    assert!(committed(&ended[0]) && committed(&ended[2]), "{ended:?}");
    assert_eq!(ended[1], Outcome::Failed(StoreError::Full));
    let keys: i64 =
        writing(&path).unwrap().query_row("SELECT count(*) FROM kv", [], |row| row.get(0)).unwrap();
    assert_eq!(keys, 3, "two records and the head");
}
