//! Attempts, refusals and bounds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{Bench, Broken, Cell, cell, check, number, open_with, put, read, store, together, transact};
use crate::limits::{CACHE_BYTES_DEFAULT, OPERATIONS_MAX, RETRIES_BEFORE_TURN, RETRIES_MAX, WRITE_BYTES_MAX};
use crate::{Options, Store, StoreError};

const CONTENDERS: u64 = 32;
const ROUNDS: u64 = 20;

/// So long that nobody fails for it, however slow the medium.
const PATIENCE_TO_SPARE: Duration = Duration::from_secs(600);

/// Work that loses a race a few times is run again until it wins; work that always loses is given up.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn conflicts_are_retried_and_bounded(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    let (outcome, runs) = race(&store, 3).await;
    check(outcome.is_ok() && runs == 4, || format!("3 conflicts: {outcome:?} after {runs} runs"))?;
    let seen = read(&store, cell(1)).await?;
    check(seen == 3, || format!("the last run saw {seen} of 3 changes"))?;
    let (outcome, runs) = race(&store, u32::MAX).await;
    let contended = outcome == Err(Broken::Store(StoreError::Contended));
    let bounded = runs > RETRIES_BEFORE_TURN && runs <= RETRIES_MAX + 1;
    check(contended && bounded, || format!("always: {outcome:?} after {runs} runs"))?;
    let seen = read(&store, cell(1)).await?;
    check(seen == 3, || format!("work that was given up wrote {seen}"))
}

/// Reads a key, has somebody else change it in the first `losses` runs, and writes down what it read.
async fn race(store: &Store, losses: u32) -> (Result<(), Broken>, u32) {
    let (runs, rival) = (Arc::new(AtomicU32::new(0)), store.clone());
    let counted = runs.clone();
    let outcome = transact(store, move |tx| {
        let (runs, rival) = (counted.clone(), rival.clone());
        Box::pin(async move {
            let seen = number(tx, &cell(0)).await?;
            if runs.fetch_add(1, Ordering::SeqCst) < losses {
                put(&rival, cell(0), seen + 1).await?;
            }
            Ok(tx.put(&cell(1), Cell::of(seen))?)
        })
    })
    .await;
    (outcome, runs.load(Ordering::SeqCst))
}

/// Many writers of one record all get through: they take turns.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn contenders_take_turns(bench: &dyn Bench) -> Result<(), Broken> {
    let options = Options { patience: PATIENCE_TO_SPARE, ..Options::default() };
    let store = open_with(bench.open().await?, options).await?;
    let tasks = (0..CONTENDERS).map(|contender| Box::pin(contend(store.clone(), contender)) as _);
    together(tasks.collect()).await?;
    let counted = read(&store, cell(CONTENDERS)).await?;
    check(counted == CONTENDERS * ROUNDS, || format!("{counted} counted of {}", CONTENDERS * ROUNDS))
}

/// Adds one to the record that all write, and writes another, whose key comes first and which nobody else writes.
async fn contend(store: Store, contender: u64) -> Result<(), Broken> {
    for _ in 0..ROUNDS {
        transact(&store, move |tx| {
            Box::pin(async move {
                let next = number(tx, &cell(CONTENDERS)).await? + 1;
                tokio::task::yield_now().await;
                tx.put(&cell(contender), Cell::of(next))?;
                Ok(tx.put(&cell(CONTENDERS), Cell::of(next))?)
            })
        })
        .await?;
    }
    Ok(())
}

/// A refusal leaves nothing behind, unless it asked that what it wrote be kept.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_refusal_is_discarded_unless_kept(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    for keep in [false, true] {
        let refused = transact::<_, ()>(&store, move |tx| {
            Box::pin(async move {
                tx.put(&cell(0), Cell::of(1))?;
                if keep {
                    tx.refuse_and_keep();
                }
                Err(Broken::Promise("refused".to_owned()))
            })
        })
        .await;
        let expected = Err(Broken::Promise("refused".to_owned()));
        check(refused == expected, || format!("a refusal came back as {refused:?}"))?;
        let left = read(&store, cell(0)).await?;
        check(left == u64::from(keep), || format!("a refusal (kept: {keep}) left {left}"))?;
    }
    Ok(())
}

/// A writing transaction has bounds; a reading one has none.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_transaction_is_bounded(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    let most = u64::try_from(OPERATIONS_MAX).unwrap_or(u64::MAX);
    operations(&store, most / 2, most / 2, 0).await?;
    operations(&store, 10 * most, 0, 0).await?;
    operations(&store, 0, 1, WRITE_BYTES_MAX - 1_000).await?;
    for (reads, writes, bytes) in
        [(0, most + 1, 0), (most, 1, 0), (0, 1, WRITE_BYTES_MAX), (0, 2, WRITE_BYTES_MAX / 2)]
    {
        let outcome = operations(&store, reads, writes, bytes).await;
        let expected = Err(Broken::Store(StoreError::TooLarge));
        check(outcome == expected, || format!("{reads} reads, {writes} writes of {bytes}: {outcome:?}"))?;
    }
    let left = read(&store, cell(1_000)).await?;
    check(left == most / 2, || format!("a transaction beyond its bounds wrote {left}"))
}

/// Reads, then writes other keys, beginning with number 1,000; each write tells how many there are.
async fn operations(store: &Store, reads: u64, writes: u64, ballast_bytes: usize) -> Result<(), Broken> {
    transact(store, move |tx| {
        Box::pin(async move {
            for index in 0..reads {
                number(tx, &cell(index + 10_000)).await?;
            }
            for index in 0..writes {
                // The first keys are taken by the transaction that must succeed, the large ones by others.
                let key = cell(1_000 + index + u64::from(ballast_bytes > 0) * 5_000);
                tx.put(&key, Cell { number: writes, ballast: vec![0; ballast_bytes] })?;
            }
            Ok(())
        })
    })
    .await
}

/// A read shows what the same transaction has put or deleted; a page shows what was there before.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_transaction_sees_its_own_writes(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    put(&store, cell(0), 1).await?;
    transact(&store, |tx| {
        Box::pin(async move {
            let before = number(tx, &cell(0)).await?;
            tx.put(&cell(0), Cell::of(2))?;
            let put = number(tx, &cell(0)).await?;
            tx.delete(&cell(0))?;
            let deleted = tx.get(&cell(0)).await?;
            let page = tx.page(&super::Key::of().prefix(), 10).await?;
            let paged: Vec<_> = page.entries.iter().map(|(_, cell)| cell.number).collect();
            let right = (before, put, deleted, paged.as_slice()) == (1, 2, None, &[1]);
            check(right, || format!("own writes were seen as {before}, {put} and {paged:?}"))
        })
    })
    .await?;
    let left = transact(&store, |tx| Box::pin(async move { Ok(tx.get(&cell(0)).await?.is_some()) })).await?;
    check(!left, || "a deleted record is still there".to_owned())
}
