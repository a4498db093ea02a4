//! What an engine promises without the store's help.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Bench, Broken, check, together};
use crate::{
    Commit, Engine, KeyBytes, Observer, Outcome, Revision, Row, Settled, StoreError, TransactionId, Write,
    put_recovery_keyring, put_sealed_keyring, recovery_keyring, sealed_keyring,
};

fn key(name: &str) -> KeyBytes {
    KeyBytes::from_vec(name.as_bytes().to_vec())
}

fn write(name: &str, value: Option<&[u8]>) -> Write {
    Write { key: key(name), value: value.map(<[u8]>::to_vec), decoded: None }
}

fn commit(id: u64, reads: &[(&str, Option<Revision>)], writes: Vec<Write>) -> Commit {
    let reads = reads.iter().map(|(name, revision)| (key(name), *revision)).collect();
    Commit { id: marker(id), reads, writes }
}

fn marker(id: u64) -> TransactionId {
    TransactionId(u128::from(id).to_be_bytes())
}

async fn committed(engine: &dyn Engine, commit: Commit) -> Result<Revision, Broken> {
    match engine.commit(commit).await {
        Outcome::Committed(revision) => Ok(revision),
        other @ (Outcome::Conflict | Outcome::Failed(_) | Outcome::Unknown) => {
            Err(Broken::Promise(format!("a commit without contenders ended as {other:?}")))
        }
    }
}

async fn row(engine: &dyn Engine, name: &str) -> Result<Option<Row>, StoreError> {
    engine.snapshot().await?.get(&key(name)).await
}

async fn value(engine: &dyn Engine, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(row(engine, name).await?.map(|row| row.value))
}

/// All writes of a commit, or none.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_commit_is_applied_whole_or_not_at_all(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let first = commit(1, &[], vec![write("a", Some(b"1")), write("b", Some(b"2")), write("c", None)]);
    let revision = committed(&*engine, first).await?;
    for name in ["a", "b"] {
        let found = row(&*engine, name).await?.map(|row| row.revision);
        check(found == Some(revision), || format!("`{name}` has revision {found:?} after {revision:?}"))?;
    }
    let second = commit(2, &[("b", None)], vec![write("a", None), write("d", Some(b"4"))]);
    let outcome = engine.commit(second).await;
    check(outcome == Outcome::Conflict, || format!("a false read ended as {outcome:?}"))?;
    check(value(&*engine, "a").await?.as_deref() == Some(b"1"), || {
        "a refused commit deleted `a`".to_owned()
    })?;
    check(value(&*engine, "d").await?.is_none(), || "a refused commit wrote `d`".to_owned())
}

/// A commit conflicts if a key it read was written, deleted or made since, and only then.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_stale_read_conflicts(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let old = committed(&*engine, commit(1, &[("a", None)], vec![write("a", Some(b"1"))])).await?;
    let new = committed(&*engine, commit(2, &[("a", Some(old))], vec![write("a", Some(b"2"))])).await?;
    check(new > old, || format!("{new:?} follows {old:?}"))?;
    for (id, stale) in [(3, Some(old)), (4, None), (5, Some(Revision(new.0 + 1)))] {
        let outcome = engine.commit(commit(id, &[("a", stale)], vec![write("b", Some(b"1"))])).await;
        check(outcome == Outcome::Conflict, || format!("reading {stale:?} ended as {outcome:?}"))?;
    }
    committed(&*engine, commit(6, &[("a", Some(new)), ("b", None)], vec![write("a", None)])).await?;
    let outcome = engine.commit(commit(7, &[("a", Some(new))], vec![write("b", Some(b"1"))])).await;
    check(outcome == Outcome::Conflict, || format!("reading what was deleted ended as {outcome:?}"))?;
    committed(&*engine, commit(8, &[("a", None)], vec![write("b", Some(b"1"))])).await.map(|_| ())
}

/// A snapshot shows every commit acknowledged before it and none made after it.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn snapshots_stand_still(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let before = committed(&*engine, commit(1, &[], vec![write("a", Some(b"1"))])).await?;
    let mut snapshot = engine.snapshot().await?;
    check(snapshot.revision() == before, || format!("{:?} after {before:?}", snapshot.revision()))?;
    committed(&*engine, commit(2, &[], vec![write("a", Some(b"2")), write("b", Some(b"2"))])).await?;
    let found = snapshot.get(&key("a")).await?.map(|row| row.value);
    check(found.as_deref() == Some(b"1"), || format!("an old snapshot shows {found:?}"))?;
    let found = snapshot.get(&key("b")).await?;
    check(found.is_none(), || "an old snapshot shows a new key".to_owned())?;
    check(value(&*engine, "b").await?.is_some(), || "a new snapshot misses an acknowledged key".to_owned())
}

/// Records revisions and counts writes, as the observer.
#[derive(Default)]
struct Recorder {
    revisions: Mutex<Vec<Revision>>,
    newest: AtomicU64,
}

impl Observer for Recorder {
    fn committed(&self, revision: Revision, writes: Vec<Write>) {
        let mut revisions = self.revisions.lock().unwrap_or_else(PoisonError::into_inner);
        // Each commit of the test writes two keys: a commit passed on in parts would show.
        if writes.len() == 2 {
            revisions.push(revision);
        }
        self.newest.store(revision.0, Ordering::SeqCst);
    }

    fn missed(&self, _revision: Revision) {}
}

/// The observer hears of each commit whole, in order, before its writer does.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn commits_are_observed_in_order_before_they_are_acknowledged(
    bench: &dyn Bench,
) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let recorder = Arc::new(Recorder::default());
    let begun = engine.observe(recorder.clone()).await?;
    let mut tasks = Vec::new();
    for task in 0..8 {
        let (engine, recorder) = (engine.clone(), recorder.clone());
        tasks.push(Box::pin(observed_commits(engine, recorder, task)) as _);
    }
    together(tasks).await?;
    let revisions = recorder.revisions.lock().unwrap_or_else(PoisonError::into_inner).clone();
    check(revisions.len() == 8 * 25, || format!("{} of 200 commits were observed whole", revisions.len()))?;
    check(revisions.iter().all(|revision| *revision > begun), || "an old commit was observed".to_owned())?;
    check(revisions.is_sorted_by(|a, b| a < b), || "commits were observed out of order".to_owned())
}

async fn observed_commits(engine: Arc<dyn Engine>, recorder: Arc<Recorder>, task: u64) -> Result<(), Broken> {
    for round in 0..25 {
        let name = format!("task {task}");
        let writes = vec![write(&name, Some(b"1")), write("shared", Some(b"1"))];
        let revision = committed(&*engine, commit(task * 100 + round, &[], writes)).await?;
        let observed = recorder.newest.load(Ordering::SeqCst);
        check(observed >= revision.0, || {
            format!("{revision:?} was acknowledged while {observed} was observed")
        })?;
    }
    Ok(())
}

/// What was acknowledged is there after closing and opening, and later revisions are greater.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn acknowledged_commits_survive_reopening(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let mut last = Revision::default();
    for id in 0..50 {
        last = committed(&*engine, commit(id, &[], vec![write(&format!("k{id}"), Some(&[1; 100]))])).await?;
    }
    committed(&*engine, commit(50, &[], vec![write("k0", None)])).await?;
    engine.close().await?;
    drop(engine);
    let engine = bench.open().await?;
    check(value(&*engine, "k0").await?.is_none(), || "a deleted key came back".to_owned())?;
    for id in 1..50 {
        let found = value(&*engine, &format!("k{id}")).await?;
        check(found.as_deref() == Some(&[1; 100]), || format!("`k{id}` was lost"))?;
    }
    let kept = row(&*engine, "k49").await?.map(|row| row.revision);
    check(kept == Some(last), || format!("`k49` has {kept:?} instead of {last:?}"))?;
    let next = committed(&*engine, commit(51, &[("k49", kept)], vec![write("k0", Some(b"1"))])).await?;
    check(next.0 > last.0 + 1, || format!("{next:?} was used before"))
}

/// After opening again, the engine says of its last transactions that they were committed, and of others that they were
/// not.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn the_last_batch_can_be_settled_after_reopening(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    committed(&*engine, commit(1, &[], vec![write("a", Some(b"1"))])).await?;
    let revision = committed(&*engine, commit(2, &[], vec![write("a", Some(b"2"))])).await?;
    let refused = engine.commit(commit(3, &[("a", None)], vec![write("a", Some(b"3"))])).await;
    check(refused == Outcome::Conflict, || format!("a false read ended as {refused:?}"))?;
    engine.close().await?;
    drop(engine);
    let engine = bench.open().await?;
    for (id, expected) in [(2, Settled::Committed(revision)), (3, Settled::Lost), (4, Settled::Lost)] {
        let settled = engine.settle(marker(id)).await;
        check(settled == expected, || format!("transaction {id} was settled as {settled:?}"))?;
    }
    Ok(())
}

/// A closed engine takes no work and says so.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_closed_engine_is_unavailable(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    engine.close().await?;
    let outcome = engine.commit(commit(1, &[], vec![write("a", Some(b"1"))])).await;
    let expected = Outcome::Failed(StoreError::Unavailable);
    check(outcome == expected, || format!("a commit after closing ended as {outcome:?}"))?;
    let refused = engine.snapshot().await.err();
    check(refused == Some(StoreError::Unavailable), || format!("a snapshot after closing: {refused:?}"))?;
    engine.close().await?;
    drop(engine);
    let engine = bench.open().await?;
    check(value(&*engine, "a").await?.is_none(), || "a refused commit was applied".to_owned())
}

/// Values from nothing to a megabyte, and keys up to two kilobytes.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn values_of_every_size_return_unchanged(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let sizes = [0, 1, 7, 8, 9, 2_047, 4_096, 8_100, 8_192, 65_536, 1_000_000];
    for (id, size) in (1..).zip(sizes) {
        let name = "k".repeat(size.min(2_048) + 1);
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(size).collect();
        committed(&*engine, commit(id, &[], vec![write(&name, Some(&bytes))])).await?;
        let found = value(&*engine, &name).await?;
        check(found.as_ref() == Some(&bytes), || format!("a value of {size} bytes came back otherwise"))?;
    }
    Ok(())
}

/// The locked keyring is stored once, replaced only by whoever knows the one before, and survives.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn the_sealed_keyring_is_replaced_only_as_expected(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    check(sealed_keyring(&*engine).await?.is_none(), || "a new store has a keyring".to_owned())?;
    put_sealed_keyring(&*engine, b"one".to_vec(), None).await?;
    for expected in [None, Some(b"two".as_slice())] {
        let refused = put_sealed_keyring(&*engine, b"three".to_vec(), expected).await;
        check(refused == Err(StoreError::Contended), || format!("in place of {expected:?}: {refused:?}"))?;
    }
    put_sealed_keyring(&*engine, b"two".to_vec(), Some(b"one")).await?;
    put_recovery_keyring(&*engine, b"other".to_vec(), None).await?;
    engine.close().await?;
    drop(engine);
    let found = sealed_keyring(&*bench.open().await?).await?;
    check(found.as_deref() == Some(b"two"), || "the keyring was lost".to_owned())?;
    let found = recovery_keyring(&*bench.open().await?).await?;
    check(found.as_deref() == Some(b"other"), || "the keyring for recovery was lost".to_owned())
}
