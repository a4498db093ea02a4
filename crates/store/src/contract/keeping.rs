//! What is kept together with its footprint: it serves as long as nobody writes what it was made of, and no longer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use seal::Entropy;

use super::isolation::{ACCOUNTS, DEPOSIT, SMALL_CACHE_BYTES, transfers};
use super::{Bench, Broken, Cell, Key, cell, check, number, put, store, together, transact};
use crate::limits::CACHE_BYTES_DEFAULT;
use crate::{Footprint, Store, StoreError, Transaction};

/// A sum, and what it was read in.
type Kept = (u64, Arc<Footprint>);

/// A footprint holds, absences included, until one of its keys is written, deleted or made.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn what_is_kept_holds_until_it_is_written(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, CACHE_BYTES_DEFAULT).await?;
    put(&store, cell(1), 1).await?;
    for written in [1, 2] {
        let kept = kept(&store, &[1, 2]).await?;
        check(kept.1.is_fresh() && holds(&store, &kept).await?, || {
            "a footprint does not hold at once".to_owned()
        })?;
        put(&store, cell(written), 7).await?;
        check(!kept.1.is_fresh() && !holds(&store, &kept).await?, || {
            format!("it holds after {written} was written")
        })?;
    }
    let kept = kept(&store, &[1, 2]).await?;
    transact(&store, |tx| Box::pin(async move { Ok(tx.delete(&cell(2))?) })).await?;
    check(!holds(&store, &kept).await?, || "a footprint holds after a deletion".to_owned())?;
    let unnotable =
        transact(&store, |tx| Box::pin(async move { Ok(of_page(tx).await?.or(of_own(tx).await?)) })).await?;
    check(unnotable.is_none(), || "a page or a writing of one's own has a footprint".to_owned())
}

/// Readers that keep a sum of half the accounts find the same total as those that read them all, while others transfer.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn what_is_kept_agrees_with_what_is_read(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, SMALL_CACHE_BYTES).await?;
    for account in 0..ACCOUNTS {
        put(&store, cell(account.into()), DEPOSIT).await?;
    }
    let mut tasks = Vec::new();
    for seed in 0..3 {
        tasks.push(Box::pin(transfers(store.clone(), Entropy::dangerous_seeded(seed))) as _);
        tasks.push(Box::pin(kept_audits(store.clone())) as _);
    }
    together(tasks).await
}

async fn kept_audits(store: Store) -> Result<(), Broken> {
    let half: Vec<u64> = (0..u64::from(ACCOUNTS / 2)).collect();
    let mut kept = kept(&store, &half).await?;
    for _ in 0..400 {
        let (total, newer) = transact(&store, |tx| {
            let (kept, half) = (kept.clone(), half.clone());
            Box::pin(async move {
                let newer = if tx.holds(&kept.1) { kept } else { sum(tx, &half).await? };
                let mut total = newer.0;
                for account in ACCOUNTS / 2..ACCOUNTS {
                    total += number(tx, &cell(account.into())).await?;
                }
                Ok((total, newer))
            })
        })
        .await?;
        kept = newer;
        let expected = u64::from(ACCOUNTS) * DEPOSIT;
        check(total == expected, || format!("a total of {total}, not {expected}"))?;
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// What was kept when a transaction began, and is changed by another one before it ends, is found anew: by the snapshot that
/// it opens, if it reads on, and by its commit, if it writes.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn what_is_kept_is_validated(bench: &dyn Bench) -> Result<(), Broken> {
    // A cache that holds nothing, so that each reading opens a snapshot.
    let store = store(bench, 0).await?;
    put(&store, cell(1), 10).await?;
    put(&store, cell(2), 10).await?;
    let read = while_overtaken(&store, 5, Then::ReadTheSecond).await?;
    check(read == 20, || format!("a sum of {read} was read, not 20"))?;
    while_overtaken(&store, 2, Then::WriteTheThird).await?;
    let copied = super::read(&store, cell(3)).await?;
    check(copied == 2, || format!("{copied} was written, of 2"))
}

#[derive(Clone, Copy)]
enum Then {
    ReadTheSecond,
    WriteTheThird,
}

/// Does something with the first cell's number, which is kept, while another transaction moves all but `left` of it to the
/// second cell, once.
async fn while_overtaken(store: &Store, left: u64, then: Then) -> Result<u64, Broken> {
    let kept = kept(store, &[1]).await?;
    let overtaken = Arc::new(AtomicBool::new(false));
    transact(store, move |tx| {
        let (kept, overtaken, store) = (kept.clone(), overtaken.clone(), store.clone());
        Box::pin(async move {
            let one = if tx.holds(&kept.1) { kept.0 } else { number(tx, &cell(1)).await? };
            if !overtaken.swap(true, Ordering::SeqCst) {
                transact(&store, move |tx| Box::pin(async move { move_all_but(tx, left).await })).await?;
            }
            match then {
                Then::ReadTheSecond => Ok(one + number(tx, &cell(2)).await?),
                Then::WriteTheThird => Ok(tx.put(&cell(3), Cell::of(one)).map(|()| one)?),
            }
        })
    })
    .await
}

async fn move_all_but(tx: &mut Transaction, left: u64) -> Result<(), Broken> {
    let moved = number(tx, &cell(1)).await? - left;
    let sum = number(tx, &cell(2)).await? + moved;
    tx.put(&cell(1), Cell::of(left))?;
    Ok(tx.put(&cell(2), Cell::of(sum))?)
}

async fn kept(store: &Store, keys: &[u64]) -> Result<Kept, Broken> {
    let keys = keys.to_vec();
    transact(store, move |tx| {
        let keys = keys.clone();
        Box::pin(async move { sum(tx, &keys).await })
    })
    .await
}

async fn sum(tx: &mut Transaction, keys: &[u64]) -> Result<Kept, Broken> {
    let mark = tx.note_reads();
    let mut sum = 0;
    for key in keys {
        sum += number(tx, &cell(*key)).await?;
    }
    let footprint =
        tx.footprint(mark).ok_or_else(|| Broken::Promise("no footprint of plain reads".to_owned()))?;
    Ok((sum, Arc::new(footprint)))
}

async fn holds(store: &Store, kept: &Kept) -> Result<bool, Broken> {
    let footprint = kept.1.clone();
    transact(store, move |tx| {
        let footprint = footprint.clone();
        Box::pin(async move { Ok(tx.holds(&footprint)) })
    })
    .await
}

async fn of_page(tx: &mut Transaction) -> Result<Option<Footprint>, StoreError> {
    let mark = tx.note_reads();
    tx.page(&Key::of().prefix(), 1).await?;
    Ok(tx.footprint(mark))
}

async fn of_own(tx: &mut Transaction) -> Result<Option<Footprint>, StoreError> {
    tx.delete(&cell(9))?;
    let mark = tx.note_reads();
    tx.get(&cell(9)).await?;
    Ok(tx.footprint(mark))
}
