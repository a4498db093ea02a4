//! The storage engine alone: commits of the size that a PutSecretValue makes, at the same concurrency.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use store::{Commit, Engine, KeyBytes, Outcome, TransactionId, Write};
use store_embedded::EmbeddedEngine;
use uuid::Uuid;

use crate::limits::WARM_UP;
use crate::load::Sample;

/// The rows that one PutSecretValue writes, in bytes of their values.
const ROWS: [usize; 4] = [420, 180, 620, 1_100];

/// Commits from so many tasks at once, for a time.
pub(crate) fn drive(tasks: usize, duration: Duration) -> anyhow::Result<Sample> {
    let folder = tempfile::tempdir()?;
    let engine = EmbeddedEngine::open(folder.path())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let sample = runtime.block_on(all(&engine, tasks, duration))?;
    runtime.block_on(engine.close())?;
    Ok(sample)
}

async fn all(engine: &Arc<EmbeddedEngine>, tasks: usize, duration: Duration) -> anyhow::Result<Sample> {
    let begin = Instant::now() + WARM_UP;
    let drawn = Arc::new(AtomicU64::new(0));
    let spawn = |_| {
        let (engine, drawn) = (Arc::clone(engine), Arc::clone(&drawn));
        tokio::spawn(async move { one(&engine, &drawn, (begin, begin + duration)).await })
    };
    let spawned: Vec<_> = (0..tasks).map(spawn).collect();
    let mut nanos = Vec::new();
    for task in spawned {
        nanos.extend(task.await??);
    }
    nanos.sort_unstable();
    Ok(Sample { seconds: duration.as_secs_f64(), nanos })
}

async fn one(
    engine: &EmbeddedEngine,
    drawn: &AtomicU64,
    (begin, end): (Instant, Instant),
) -> anyhow::Result<Vec<u64>> {
    let mut nanos = Vec::new();
    loop {
        let sent = Instant::now();
        if sent >= end {
            return Ok(nanos);
        }
        let outcome = engine.commit(commit(drawn.fetch_add(1, Ordering::Relaxed))).await;
        ensure!(matches!(outcome, Outcome::Committed(_)), "a commit ended in {outcome:?}");
        if sent >= begin {
            nanos.push(u64::try_from(sent.elapsed().as_nanos()).unwrap_or(u64::MAX));
        }
    }
}

fn commit(number: u64) -> Commit {
    // Secrets are written all over the key space, as the server's are.
    let place = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let row = |(kind, bytes): (usize, &usize)| Write {
        key: KeyBytes::from_vec(format!("t/row-{kind}/{place:016x}").into_bytes()),
        value: Some(vec![0x5a; *bytes]),
        decoded: None,
    };
    let writes = ROWS.iter().enumerate().map(row).collect();
    Commit { id: TransactionId(Uuid::new_v4().into_bytes()), reads: Vec::new(), writes }
}
