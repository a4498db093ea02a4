//! What is done without being asked: sweeping what is due, and writing down reads.

pub(crate) mod catalogue;
mod record_reads;
mod sweep;

use std::sync::Arc;

use store::StoreError;

use crate::limits::{DUTY_INTERVAL, SWEEPS_PER_ADVANCE_MAX};
use crate::{Server, Shutdown};

/// Does what is due, each second, until the server stops; then writes down the last reads.
pub(crate) async fn run(server: Arc<Server>, shutdown: Shutdown) {
    let mut ticks = tokio::time::interval(DUTY_INTERVAL);
    loop {
        tokio::select! {
            () = shutdown.begun() => break,
            _ = ticks.tick() => report(round(&server).await),
        }
    }
    report(record_reads::run(&server).await);
}

/// Does everything that is due now, each thing tried at least once.
pub(crate) async fn run_all(server: &Server) -> Result<(), StoreError> {
    record_reads::run(server).await?;
    for _ in 0..SWEEPS_PER_ADVANCE_MAX {
        if sweep::run(server).await? == 0 {
            break;
        }
    }
    Ok(())
}

async fn round(server: &Server) -> Result<(), StoreError> {
    record_reads::run(server).await?;
    sweep::run(server).await.map(|_| ())
}

fn report(outcome: Result<(), StoreError>) {
    if let Err(failure) = outcome {
        tracing::error!(error = %failure, "a duty failed and is tried again");
    }
}
