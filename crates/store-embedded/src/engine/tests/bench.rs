//! Measurements, run by hand: `cargo test --release -p store-embedded -- --ignored --nocapture measure`.

use std::time::Instant;

use super::{Get, Put, key, open, store};
use store::{Engine, RecordKey};

const VALUE_BYTES: usize = 400;

fn per_second(count: u64, since: Instant) -> u64 {
    let seconds = since.elapsed().as_secs_f64();
    num(count as f64 / seconds)
}

#[expect(clippy::cast_possible_truncation, reason = "a rate is printed, not computed with")]
fn num(rate: f64) -> u64 {
    rate as u64
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn measure_commits_and_gets() {
    let root = tempfile::tempdir().unwrap();
    let engine = open(root.path()).unwrap();
    let store = store(engine.clone()).await.unwrap();
    let begun = Instant::now();
    for number in 0..5_000 {
        store.transact(&Put(number, vec![1; VALUE_BYTES])).await.unwrap();
    }
    println!("serial commits/s: {}", per_second(5_000, begun));

    for clients in [8, 64, 256] {
        let begun = Instant::now();
        let tasks: Vec<_> = (0..clients)
            .map(|client| {
                let store = store.clone();
                tokio::spawn(async move {
                    for round in 0..20_000 / clients {
                        let number = 10_000 + client * 1_000 + round;
                        store.transact(&Put(number, vec![1; VALUE_BYTES])).await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        println!("grouped commits/s, {clients} clients: {}", per_second(20_000, begun));
    }

    let begun = Instant::now();
    for round in 0..200_000 {
        store.transact(&Get(round % 5_000)).await.unwrap();
    }
    println!("gets/s from the cache, one thread, a transaction each: {}", per_second(200_000, begun));
    let begun = Instant::now();
    for round in 0..100_000 {
        let mut snapshot = engine.snapshot().await.unwrap();
        snapshot.get(key(round % 5_000).bytes()).await.unwrap();
    }
    println!("gets/s from the engine, one thread, a snapshot each: {}", per_second(100_000, begun));
    let mut snapshot = engine.snapshot().await.unwrap();
    let begun = Instant::now();
    for round in 0..200_000 {
        snapshot.get(key(round % 5_000).bytes()).await.unwrap();
    }
    println!("gets/s from the engine, one thread, one snapshot: {}", per_second(200_000, begun));
}

#[tokio::test]
#[ignore = "a measurement"]
async fn measure_the_check() {
    let root = tempfile::tempdir().unwrap();
    let engine = open(root.path()).unwrap();
    let store = store(engine.clone()).await.unwrap();
    let tasks: Vec<_> = (0..100)
        .map(|client| {
            let store = store.clone();
            tokio::spawn(async move {
                for round in 0..1_000 {
                    store.transact(&Put(client * 1_000 + round, vec![1; VALUE_BYTES])).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    store.close().await.unwrap();
    drop((store, engine));
    let begun = Instant::now();
    let engine = open(root.path()).unwrap();
    println!("open with 100,000 rows: {:?}", begun.elapsed());
    for round in 0..2 {
        let begun = Instant::now();
        engine.check().unwrap();
        println!("integrity_check, round {round}: {:?}", begun.elapsed());
    }
    let connection = crate::connection::reading(&engine.path).unwrap();
    let begun = Instant::now();
    connection.query_row("PRAGMA quick_check(1)", [], |_| Ok(())).unwrap();
    println!("quick_check: {:?}", begun.elapsed());
    println!("database: {} bytes", std::fs::metadata(&engine.path).unwrap().len());
}
