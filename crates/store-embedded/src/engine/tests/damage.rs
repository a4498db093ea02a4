//! A database that is not what was written.

use std::path::Path;

use seal::Entropy;
use store::{RecordKey, StoreError};

use super::{Get, List, Put, key, open, store};

const RECORDS: u64 = 120;

fn value(number: u64) -> Vec<u8> {
    vec![u8::try_from(number).unwrap(); 300]
}

async fn build(path: &Path) {
    let store = store(open(path).unwrap()).await.unwrap();
    for number in 0..RECORDS {
        store.transact(&Put(number, value(number))).await.unwrap();
    }
    store.close().await.unwrap();
}

/// Flips bits all over a database and reads everything, each record and the list: what comes back is what was written,
/// an error, or an absence, and every absence is found by the check.
#[tokio::test]
async fn a_flipped_bit_never_yields_other_bytes() {
    let root = tempfile::tempdir().unwrap();
    let original = root.path().join("original");
    build(&original).await;
    let bytes = std::fs::read(original.join("store.db")).unwrap();
    let mut entropy = Entropy::dangerous_seeded(11);
    let (mut errors, mut absences) = (0, 0);
    for round in 0..400 {
        let at = usize::try_from(entropy.below(u32::try_from(bytes.len()).unwrap())).unwrap();
        let mut altered = bytes.clone();
        altered[at] ^= 1 << entropy.below(8);
        let path = root.path().join(format!("{round}"));
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join("store.db"), &altered).unwrap();
        let (failed, absent) = read_all(&path, at).await;
        errors += failed;
        absences += absent;
        std::fs::remove_dir_all(path).unwrap();
    }
    assert!(errors > 100, "only {errors} errors: the flips missed the records");
    println!("400 flips: {errors} errors, {absences} absences, each found by the check");
}

async fn read_all(path: &Path, at: usize) -> (u32, u32) {
    let Ok(engine) = open(path) else { return (1, 0) };
    let Ok(store) = store(engine.clone()).await else { return (1, 0) };
    let (mut failed, mut absent) = (0, 0);
    for number in 0..RECORDS {
        match store.transact(&Get(number)).await {
            Ok(Some(found)) => assert_eq!(found, value(number), "record {number} after a flip at {at}"),
            Ok(None) => absent += 1,
            Err(error) => failed += u32::from(named(&error)),
        }
    }
    match store.transact(&List).await {
        Ok(listed) => {
            for (key, found) in &listed {
                assert_eq!(*found, value(key.parts().number().unwrap()), "listed after a flip at {at}");
            }
            absent += u32::try_from(RECORDS).unwrap() - u32::try_from(listed.len()).unwrap();
        }
        Err(error) => failed += u32::from(named(&error)),
    }
    if absent > 0 {
        assert!(
            engine.check().is_err(),
            "the check found nothing after a flip at {at}, which hides {absent} records"
        );
    }
    (failed, absent)
}

fn named(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. } | StoreError::Medium { .. })
}

#[tokio::test]
async fn a_record_copied_over_another_with_plain_sql_is_damaged() {
    let root = tempfile::tempdir().unwrap();
    build(root.path()).await;
    let database = rusqlite::Connection::open(root.path().join("store.db")).unwrap();
    let copy = "UPDATE kv SET v = (SELECT v FROM kv WHERE k = ?1) WHERE k = ?2";
    assert_eq!(database.execute(copy, (key(1).bytes().as_slice(), key(2).bytes().as_slice())).unwrap(), 1);
    drop(database);
    let store = store(open(root.path()).unwrap()).await.unwrap();
    let damaged = StoreError::Damaged { record: key(2).bytes().to_string() };
    assert_eq!(store.transact(&Get(2)).await, Err(damaged.clone()));
    assert_eq!(store.transact(&List).await.map(|_| ()), Err(damaged));
    assert_eq!(store.transact(&Get(1)).await, Ok(Some(value(1))));
}

#[tokio::test]
async fn a_row_without_a_revision_or_from_the_future_is_damaged() {
    let root = tempfile::tempdir().unwrap();
    build(root.path()).await;
    let database = rusqlite::Connection::open(root.path().join("store.db")).unwrap();
    for (number, change) in [(3, "x'00'"), (4, "x'ffffffffffffffff' || substr(v, 9)"), (5, "'text'")] {
        let update = format!("UPDATE kv SET v = CAST({change} AS BLOB) WHERE k = ?1");
        let update = if number == 5 { "UPDATE kv SET v = 'text' WHERE k = ?1" } else { &update };
        assert_eq!(database.execute(update, (key(number).bytes().as_slice(),)).unwrap(), 1);
    }
    drop(database);
    let store = store(open(root.path()).unwrap()).await.unwrap();
    for number in [3, 4, 5] {
        let read = store.transact(&Get(number)).await;
        assert!(matches!(read, Err(StoreError::Damaged { .. })), "record {number}: {read:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("store.db");
    let text = b"not a database, but somebody's notes".repeat(300);
    std::fs::write(&path, &text).unwrap();
    let refused = open(root.path()).unwrap_err();
    assert_eq!(refused, StoreError::Damaged { record: path.display().to_string() });
    assert_eq!(std::fs::read(&path).unwrap(), text);
}

#[tokio::test]
async fn a_database_without_its_head_is_damaged() {
    let root = tempfile::tempdir().unwrap();
    build(root.path()).await;
    let database = rusqlite::Connection::open(root.path().join("store.db")).unwrap();
    assert_eq!(database.execute("DELETE FROM kv WHERE k = ?1", (b"\0head".as_slice(),)).unwrap(), 1);
    drop(database);
    assert!(matches!(open(root.path()), Err(StoreError::Damaged { record }) if record.ends_with("head")));
}

#[tokio::test]
async fn a_whole_database_passes_the_check() {
    let root = tempfile::tempdir().unwrap();
    build(root.path()).await;
    assert_eq!(open(root.path()).unwrap().check(), Ok(()));
}
