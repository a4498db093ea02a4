//! What is done without being asked: sweeping what is due, and writing down reads and uses of keys.

pub(crate) mod catalogue;
mod record_reads;
mod record_uses;
mod sweep;

use std::sync::Arc;

use store::StoreError;

use crate::limits::{DUTY_INTERVAL, SWEEPS_PER_ADVANCE_MAX};
use crate::{Server, Shutdown};

/// Does what is due, each second, until the server stops; then writes down the last reads.
///
/// A round that is under way when the server is to stop is dropped: a transaction is done or not done, and what is not done
/// stays due.
pub(crate) async fn run(server: Arc<Server>, shutdown: Shutdown) {
    let rounds = async {
        let mut ticks = tokio::time::interval(DUTY_INTERVAL);
        loop {
            ticks.tick().await;
            round(&server).await;
        }
    };
    tokio::select! {
        () = shutdown.begun() => {
            record_reads(&server).await;
            told(record_uses::run_to_the_end(&server).await);
        }
        () = rounds => {}
    }
}

/// Signs where the audit trail stands, each second, until the server stops.
pub(crate) async fn keep_trail(server: Arc<Server>, shutdown: Shutdown) {
    let mut ticks = tokio::time::interval(DUTY_INTERVAL);
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            _ = ticks.tick() => server.recorder.keep(&server.store).await,
        }
    }
}

/// Does everything that is due now, each thing tried at least once. What fails is logged.
pub(crate) async fn run_all(server: &Server) {
    record_reads(server).await;
    told(record_uses::run(server).await);
    for _ in 0..SWEEPS_PER_ADVANCE_MAX {
        if sweep::run(server).await == 0 {
            break;
        }
    }
}

async fn round(server: &Server) {
    record_reads(server).await;
    told(record_uses::run(server).await);
    sweep::run(server).await;
}

async fn record_reads(server: &Server) {
    if let Err(failure) = record_reads::run(server).await {
        tracing::error!(error = %failure, "reads could not be written down, which is tried again");
    }
}

fn told(recorded: Result<(), StoreError>) {
    if let Err(failure) = recorded {
        tracing::error!(error = %failure, "uses of access keys could not be written down, which is tried again");
    }
}
