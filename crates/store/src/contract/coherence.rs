//! The cache and the authentication code: what a reader gets is what was written last, or an error.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use seal::Entropy;

use super::{Bench, Broken, Cell, cell, check, number, open, store, together, transact};
use crate::{Commit, Engine, Outcome, RecordKey, Store, StoreError, TransactionId, Write};

const KEYS: u32 = 24;

/// Holds a handful of the keys, so that entries come and go all the time.
const SMALL_CACHE_BYTES: u64 = 2_048;

/// Random reads, writes and deletions one after the other, with the store opened again now and then.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn a_small_cache_agrees_with_a_model(bench: &dyn Bench) -> Result<(), Broken> {
    let mut entropy = Entropy::dangerous_seeded(3);
    let mut model = BTreeMap::new();
    for _ in 0..3 {
        let store = store(bench, SMALL_CACHE_BYTES).await?;
        for _ in 0..400 {
            let key = u64::from(entropy.below(KEYS));
            match entropy.below(4) {
                0 => change(&store, &mut model, key, None).await?,
                1 => change(&store, &mut model, key, Some(u64::from(entropy.below(1_000)))).await?,
                _ => compare(&store, &model, key).await?,
            }
        }
        store.close().await?;
    }
    Ok(())
}

type Model = BTreeMap<u64, u64>;

async fn change(store: &Store, model: &mut Model, key: u64, number: Option<u64>) -> Result<(), Broken> {
    match number {
        Some(number) => model.insert(key, number),
        None => model.remove(&key),
    };
    transact(store, move |tx| {
        Box::pin(async move {
            match number {
                Some(number) => tx.put(&cell(key), Cell::of(number))?,
                None => tx.delete(&cell(key))?,
            }
            Ok(())
        })
    })
    .await
}

async fn compare(store: &Store, model: &Model, key: u64) -> Result<(), Broken> {
    let found = transact(store, move |tx| {
        Box::pin(async move { Ok(tx.get(&cell(key)).await?.map(|cell| cell.number)) })
    })
    .await?;
    let expected = model.get(&key).copied();
    check(found == expected, || format!("key {key} holds {found:?} instead of {expected:?}"))
}

/// Readers see each write that was acknowledged before they began, and each pair of records that hang together as they
/// do, absences included.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn concurrent_readers_see_acknowledged_writes(bench: &dyn Bench) -> Result<(), Broken> {
    let store = store(bench, SMALL_CACHE_BYTES).await?;
    let acknowledged: Arc<[AtomicU64]> = (0..KEYS).map(|_| AtomicU64::new(0)).collect();
    let mut tasks = Vec::new();
    for seed in 0..4 {
        let task = |seed| (store.clone(), acknowledged.clone(), Entropy::dangerous_seeded(seed));
        tasks.push(Box::pin(count_up(task(seed))) as _);
        tasks.push(Box::pin(look_on(task(seed + 100))) as _);
    }
    together(tasks).await
}

type Task = (Store, Arc<[AtomicU64]>, Entropy);

/// Counts a key up; its shadow holds the same count while that is even, and is absent while it is odd.
async fn count_up((store, acknowledged, mut entropy): Task) -> Result<(), Broken> {
    for _ in 0..150 {
        let key = u64::from(entropy.below(KEYS));
        let counted = transact(&store, move |tx| {
            Box::pin(async move {
                let count = number(tx, &cell(key)).await? + 1;
                tx.put(&cell(key), Cell::of(count))?;
                match count % 2 {
                    0 => tx.put(&cell(key + 1_000), Cell::of(count))?,
                    _ => tx.delete(&cell(key + 1_000))?,
                }
                Ok(count)
            })
        })
        .await;
        match (counted, slot(&acknowledged, key)) {
            (Ok(count), Some(slot)) => slot.fetch_max(count, Ordering::SeqCst),
            (Err(Broken::Store(StoreError::Contended)), _) => 0,
            (counted, _) => return counted.map(|_| ()),
        };
    }
    Ok(())
}

async fn look_on((store, acknowledged, mut entropy): Task) -> Result<(), Broken> {
    for _ in 0..1_000 {
        let key = u64::from(entropy.below(KEYS));
        let at_least = slot(&acknowledged, key).map_or(0, |slot| slot.load(Ordering::SeqCst));
        let (count, shadow) = transact(&store, move |tx| {
            Box::pin(async move {
                let shadow = tx.get(&cell(key + 1_000)).await?.map(|cell| cell.number);
                Ok((number(tx, &cell(key)).await?, shadow))
            })
        })
        .await?;
        check(count >= at_least, || format!("key {key} shows {count} after {at_least} was acknowledged"))?;
        let expected = (count % 2 == 0 && count > 0).then_some(count);
        check(shadow == expected, || format!("key {key} shows {count} with the shadow {shadow:?}"))?;
    }
    Ok(())
}

fn slot(acknowledged: &[AtomicU64], key: u64) -> Option<&AtomicU64> {
    acknowledged.get(usize::try_from(key).ok()?)
}

/// A record that was altered in any bit, cut, or copied over another is an error that names it, never a wrong answer.
///
/// # Errors
///
/// [`Broken`], as for each function of the suite.
pub async fn damage_is_named_not_returned(bench: &dyn Bench) -> Result<(), Broken> {
    let engine = bench.open().await?;
    let store = open(engine.clone(), 0).await?;
    super::put(&store, cell(1), 11).await?;
    super::put(&store, cell(2), 22).await?;
    let one = value(&*engine, 1).await?;
    let two = value(&*engine, 2).await?;
    for bit in 0..one.len() * 8 {
        let mut altered = one.clone();
        if let Some(byte) = altered.get_mut(bit / 8) {
            *byte ^= 1 << (bit % 8);
        }
        expect_damage(&store, &*engine, altered, &format!("bit {bit} altered")).await?;
    }
    for length in 0..one.len() {
        let cut = one.iter().copied().take(length).collect();
        expect_damage(&store, &*engine, cut, &format!("cut to {length} bytes")).await?;
    }
    expect_damage(&store, &*engine, two, "copied from another key").await?;
    overwrite(&*engine, 1, one).await?;
    let restored = super::read(&store, cell(1)).await?;
    check(restored == 11, || format!("the restored record holds {restored}"))
}

async fn value(engine: &dyn Engine, key: u64) -> Result<Vec<u8>, Broken> {
    let row = engine.snapshot().await?.get(cell(key).bytes()).await?;
    row.map(|row| row.value).ok_or_else(|| Broken::Promise(format!("key {key} is not there")))
}

async fn overwrite(engine: &dyn Engine, key: u64, value: Vec<u8>) -> Result<(), Broken> {
    let write = Write { key: cell(key).bytes().clone(), value: Some(value), decoded: None };
    let id = TransactionId(Entropy::system().bytes());
    match engine.commit(Commit { id, reads: Vec::new(), writes: vec![write] }).await {
        Outcome::Committed(_) => Ok(()),
        other @ (Outcome::Conflict | Outcome::Failed(_) | Outcome::Unknown) => {
            Err(Broken::Promise(format!("a commit without contenders ended as {other:?}")))
        }
    }
}

async fn expect_damage(store: &Store, engine: &dyn Engine, value: Vec<u8>, how: &str) -> Result<(), Broken> {
    overwrite(engine, 1, value).await?;
    let read = super::read(store, cell(1)).await;
    let expected = Err(Broken::Store(StoreError::Damaged { record: cell(1).bytes().to_string() }));
    check(read == expected, || format!("a record {how} was read as {read:?}"))
}
