//! Histories of concurrent transactions that only a serial order can explain.

use seal::Entropy;

use super::{Bench, Broken, Cell, Key, cell, check, number, put, read, store, together, transact};
use crate::limits::CACHE_BYTES_DEFAULT;
use crate::{Store, StoreError};

pub(super) const ACCOUNTS: u32 = 6;
pub(super) const DEPOSIT: u64 = 100;

/// Small enough that most reads find nothing in the cache, so that they mix it with snapshots.
pub(super) const SMALL_CACHE_BYTES: u64 = 1_024;

/// A contender that lost too often goes on with the next round: that is allowed, a wrong result is not.
fn unless_contended(outcome: Result<(), Broken>) -> Result<(), Broken> {
    if outcome == Err(Broken::Store(StoreError::Contended)) { Ok(()) } else { outcome }
}

/// Transfers between accounts keep the total, which every reader sees, by key and by page.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn totals_are_kept(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, SMALL_CACHE_BYTES).await?;
    for account in 0..ACCOUNTS {
        put(&store, cell(account.into()), DEPOSIT).await?;
    }
    let mut tasks = Vec::new();
    for seed in 0..4 {
        tasks.push(Box::pin(transfers(store.clone(), Entropy::dangerous_seeded(seed))) as _);
        tasks.push(Box::pin(audits(store.clone())) as _);
    }
    together(tasks).await?;
    audit(&store).await
}

pub(super) async fn transfers(store: Store, mut entropy: Entropy) -> Result<(), Broken> {
    for _ in 0..100 {
        let (from, to) = (entropy.below(ACCOUNTS), entropy.below(ACCOUNTS));
        let amount = u64::from(entropy.below(30));
        let moved = transact(&store, move |tx| {
            Box::pin(async move {
                let (from, to) = (cell(from.into()), cell(to.into()));
                let left = number(tx, &from).await?.saturating_sub(amount);
                let amount = number(tx, &from).await? - left;
                tx.put(&from, Cell::of(left))?;
                let sum = number(tx, &to).await? + amount;
                Ok(tx.put(&to, Cell::of(sum))?)
            })
        });
        unless_contended(moved.await)?;
    }
    Ok(())
}

async fn audits(store: Store) -> Result<(), Broken> {
    for _ in 0..200 {
        audit(&store).await?;
    }
    Ok(())
}

/// Half of the accounts by key, then all by page, then the other half by key: all of one revision.
async fn audit(store: &Store) -> Result<(), Broken> {
    let (by_key, by_page) = transact(store, |tx| {
        Box::pin(async move {
            let mut by_key = 0;
            for account in 0..ACCOUNTS / 2 {
                by_key += number(tx, &cell(account.into())).await?;
            }
            let page = tx.page(&Key::of().prefix(), 100).await?;
            for account in ACCOUNTS / 2..ACCOUNTS {
                by_key += number(tx, &cell(account.into())).await?;
            }
            Ok((by_key, page.entries.iter().map(|(_, cell)| cell.number).sum::<u64>()))
        })
    })
    .await?;
    let total = u64::from(ACCOUNTS) * DEPOSIT;
    check((by_key, by_page) == (total, total), || {
        format!("{by_key} by key and {by_page} by page, not {total}")
    })
}

/// Two keys that are always written together are always seen equal, whether or not the cache holds them.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn pairs_are_never_torn(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, SMALL_CACHE_BYTES).await?;
    let mut tasks = vec![Box::pin(pair_writes(store.clone())) as _];
    for _ in 0..3 {
        tasks.push(Box::pin(pair_reads(store.clone())) as _);
    }
    together(tasks).await
}

async fn pair_writes(store: Store) -> Result<(), Broken> {
    for round in 1..=300 {
        transact(&store, move |tx| {
            Box::pin(async move {
                tx.put(&cell(1), Cell::of(round))?;
                Ok(tx.put(&cell(2), Cell::of(round))?)
            })
        })
        .await?;
    }
    Ok(())
}

async fn pair_reads(store: Store) -> Result<(), Broken> {
    let mut last = 0;
    while last < 300 {
        let (one, two) = transact(&store, |tx| {
            Box::pin(async move { Ok((number(tx, &cell(1)).await?, number(tx, &cell(2)).await?)) })
        })
        .await?;
        check(one == two, || format!("a pair was seen as {one} and {two}"))?;
        check(one >= last, || format!("{one} was seen after {last}"))?;
        last = one;
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// Counters count every acknowledged increment, and nothing else.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn increments_are_never_lost(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    let running: Vec<_> = (0..6).map(|_| tokio::spawn(increments(store.clone()))).collect();
    let mut acknowledged = 0;
    for task in running {
        acknowledged += task.await.map_err(|error| Broken::Promise(error.to_string()))??;
    }
    let counted = read(&store, cell(0)).await?;
    check(counted == acknowledged, || format!("{counted} counted of {acknowledged}"))
}

async fn increments(store: Store) -> Result<u64, Broken> {
    let mut acknowledged = 0;
    for _ in 0..40 {
        let incremented = transact(&store, |tx| {
            Box::pin(async move {
                let next = number(tx, &cell(0)).await? + 1;
                Ok(tx.put(&cell(0), Cell::of(next))?)
            })
        })
        .await;
        acknowledged += u64::from(incremented.is_ok());
        unless_contended(incremented)?;
    }
    Ok(acknowledged)
}

/// Two transactions that each read both of two keys, and each write another one of them, are not both committed.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn write_skew_is_impossible(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    for round in 0..60 {
        let (one, two) = (cell(2 * round), cell(2 * round + 1));
        put(&store, one.clone(), 1).await?;
        put(&store, two.clone(), 1).await?;
        let leaving = [(one.clone(), two.clone()), (two.clone(), one.clone())];
        let tasks = leaving.map(|(own, other)| Box::pin(leave(store.clone(), own, other)) as _);
        together(tasks.into()).await?;
        let left = read(&store, one).await? + read(&store, two).await?;
        check(left == 1, || format!("{left} of two stayed where exactly one may leave"))?;
    }
    Ok(())
}

/// Leaves only if the other stays.
async fn leave(store: Store, own: Key, other: Key) -> Result<(), Broken> {
    transact(&store, move |tx| {
        let (own, other) = (own.clone(), other.clone());
        Box::pin(async move {
            if number(tx, &own).await? + number(tx, &other).await? == 2 {
                tokio::task::yield_now().await;
                tx.put(&own, Cell::of(0))?;
            }
            Ok(())
        })
    })
    .await
}
