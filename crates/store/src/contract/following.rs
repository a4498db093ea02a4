//! Watches.

use std::collections::BTreeMap;

use super::{Bench, Broken, Cell, Key, cell, check, put, store, together, transact};
use crate::limits::{CACHE_BYTES_DEFAULT, WATCH_BACKLOG_MAX};
use crate::{CommitRecord, RecordKey, Revision, Store, Watch, WatchEvent};

/// A copy kept by a watch alone is what the store holds, and its commits came in order, each once.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_watch_rebuilds_the_store(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    put(&store, cell(100), 1).await?;
    let watch = store.watch();
    let follower = tokio::spawn(follow(watch));
    together((0..4).map(|task| Box::pin(changes(store.clone(), task)) as _).collect()).await?;
    let held = transact(&store, |tx| {
        Box::pin(async move {
            let page = tx.page(&Key::of().prefix(), 1_000).await?;
            Ok(page.entries.into_iter().map(|(key, cell)| (key, cell.number)).collect::<BTreeMap<_, _>>())
        })
    })
    .await?;
    store.close().await?;
    let mut copied = follower.await.map_err(|error| Broken::Promise(error.to_string()))??;
    check(copied.insert(cell(100), 1).is_none(), || "the watch told of an earlier commit".to_owned())?;
    check(copied == held, || format!("the watch says {copied:?}, the store {held:?}"))
}

/// Puts, counts up and deletes keys that other tasks do not touch, and one that they do.
async fn changes(store: Store, task: u64) -> Result<(), Broken> {
    for round in 0..40 {
        transact(&store, move |tx| {
            Box::pin(async move {
                tx.put(&cell(task * 10 + round % 10), Cell::of(round))?;
                tx.delete(&cell(task * 10 + (round + 5) % 10))?;
                Ok(tx.put(&cell(99), Cell::of(round))?)
            })
        })
        .await?;
    }
    Ok(())
}

async fn follow(mut watch: Watch) -> Result<BTreeMap<Key, u64>, Broken> {
    let (mut copy, mut last) = (BTreeMap::new(), Revision::default());
    loop {
        match watch.next().await {
            WatchEvent::Closed => return Ok(copy),
            WatchEvent::Resync => return Err(Broken::Promise("160 commits were too many".to_owned())),
            WatchEvent::Commit(commit) => {
                check(commit.revision > last, || format!("{:?} came after {last:?}", commit.revision))?;
                last = commit.revision;
                apply(&mut copy, &commit)?;
            }
        }
    }
}

fn apply(copy: &mut BTreeMap<Key, u64>, commit: &CommitRecord) -> Result<(), Broken> {
    for change in &commit.changes {
        let Some((key, record)) = change.record::<Key>() else { continue };
        check(key.bytes() == change.key(), || format!("{key:?} is not the change's key"))?;
        match record? {
            Some(cell) => copy.insert(key, cell.number),
            None => copy.remove(&key),
        };
    }
    Ok(())
}

/// A watch that nobody read for too long says so, then goes on.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_slow_watch_is_told_to_resync(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    let mut watch = store.watch();
    let (tasks, rounds) = (16, u64::try_from(WATCH_BACKLOG_MAX).unwrap_or(0) / 16 + 2);
    let task = |task| {
        let store = store.clone();
        Box::pin(async move {
            for round in 0..rounds {
                put(&store, cell(task), round).await?;
            }
            Ok(())
        }) as _
    };
    together((0..tasks).map(task).collect()).await?;
    let first = watch.next().await;
    check(matches!(first, WatchEvent::Resync), || format!("after a missed commit came {first:?}"))?;
    put(&store, cell(1_000), 5).await?;
    let newest = store.revision();
    loop {
        match watch.next().await {
            // The commit just made may itself have been one too many.
            WatchEvent::Resync => {}
            WatchEvent::Commit(commit) if commit.revision < newest => {}
            WatchEvent::Commit(commit) => {
                return check(commit.revision == newest, || format!("{:?} is not known", commit.revision));
            }
            WatchEvent::Closed => return Err(Broken::Promise("an open store closed a watch".to_owned())),
        }
    }
}
