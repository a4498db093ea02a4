//! A measurement, run by hand: `cargo test --release -p audit -- --ignored --nocapture measure`.

use std::time::Instant;

use tempfile::tempdir;

use crate::fixture::{event, head, now, options, store};
use crate::{Durability, Options, Trail};

const RECORDS: u64 = 400_000;

async fn appends_per_second(tasks: u64, records: u64, durability: Durability) -> f64 {
    let (folder, store) = (tempdir().unwrap(), store());
    let options = Options { durability, ..options() };
    let trail = Trail::open(folder.path(), &head(&store).await, now(), &options).unwrap();
    let begun = Instant::now();
    let append = |_| {
        let trail = trail.clone();
        tokio::spawn(async move {
            let event = event(7);
            for _ in 0..records / tasks {
                trail.append(vec![event.clone()]).await.unwrap();
            }
        })
    };
    let running: Vec<_> = (0..tasks).map(append).collect();
    for task in running {
        task.await.unwrap();
    }
    let seconds = begun.elapsed().as_secs_f64();
    trail.close().await;
    records as f64 / seconds
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement"]
async fn measure_appending() {
    for tasks in [1, 64] {
        let rate = appends_per_second(tasks, RECORDS, Durability::OperatingSystem).await;
        println!("appends/s, {tasks} tasks: {rate:.0} ({:.2} µs each)", 1e6 / rate);
    }
    let rate = appends_per_second(64, 20_000, Durability::Disk).await;
    println!("appends/s on disk, 64 tasks: {rate:.0}");
    let begun = Instant::now();
    for number in 0..RECORDS {
        std::hint::black_box(event(number));
    }
    println!("building and encoding: {:.2} µs each", begun.elapsed().as_secs_f64() * 1e6 / RECORDS as f64);
}
