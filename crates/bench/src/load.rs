//! Drives a server with prepared requests over a number of connections, and takes the times.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::http1::Connection;
use crate::limits::WARM_UP;
use crate::signing::Prepared;

/// What was seen in one round.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sample {
    pub(crate) seconds: f64,
    /// Each request's time in nanoseconds, in ascending order.
    pub(crate) nanos: Vec<u64>,
}

impl Sample {
    pub(crate) fn per_second(&self) -> f64 {
        count(self.nanos.len()) / self.seconds
    }

    /// The time in microseconds below which this share of the requests took.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let index = (count(self.nanos.len()) * share).floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index into what was counted"
        )]
        let index = (index as usize).min(self.nanos.len().saturating_sub(1));
        self.nanos.get(index).map_or(f64::NAN, |nanos| Duration::from_nanos(*nanos).as_secs_f64() * 1e6)
    }
}

/// A number of things, to compute with.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
pub(crate) fn count(things: usize) -> f64 {
    things as f64
}

/// Sends the requests, each connection every n-th of them and then from the start again, for a time.
pub(crate) fn drive(
    address: SocketAddr,
    connections: usize,
    requests: &[Prepared],
    duration: Duration,
) -> anyhow::Result<Sample> {
    // One thread: what it needs is the same for each server, and the rest of the machine is the server's.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let local = tokio::task::LocalSet::new();
        local.run_until(all(address, connections, requests.into(), duration)).await
    })
}

async fn all(
    address: SocketAddr,
    connections: usize,
    requests: std::rc::Rc<[Prepared]>,
    duration: Duration,
) -> anyhow::Result<Sample> {
    let begin = Instant::now() + WARM_UP;
    let window = (begin, begin + duration);
    let tasks: Vec<_> = (0..connections)
        .map(|index| {
            let requests = std::rc::Rc::clone(&requests);
            tokio::task::spawn_local(
                async move { one(address, &requests, (index, connections), window).await },
            )
        })
        .collect();
    let mut nanos = Vec::new();
    for task in tasks {
        nanos.extend(task.await??);
    }
    nanos.sort_unstable();
    Ok(Sample { seconds: duration.as_secs_f64(), nanos })
}

async fn one(
    address: SocketAddr,
    requests: &[Prepared],
    (index, connections): (usize, usize),
    (begin, end): (Instant, Instant),
) -> anyhow::Result<Vec<u64>> {
    let mut connection = Connection::open(address).await?;
    let mut nanos = Vec::new();
    for request in requests.iter().cycle().skip(index).step_by(connections.max(1)) {
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let answer = connection.exchange(request).await?;
        ensure!(answer.status == 200, "status {}: {}", answer.status, String::from_utf8_lossy(answer.body));
        if sent >= begin {
            nanos.push(u64::try_from(sent.elapsed().as_nanos()).unwrap_or(u64::MAX));
        }
    }
    Ok(nanos)
}
