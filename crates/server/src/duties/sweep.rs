//! Looks through what is due and does it, one transaction each.

use jiff::Timestamp;
use secrets::limits::DUE_SHARDS;
use secrets::{Due, operations};
use store::{StoreError, Transaction, Work};

use crate::Server;

/// Does what is due in all shards; tells how many duties were done. One that fails is logged, and stays.
pub(super) async fn run(server: &Server) -> Result<usize, StoreError> {
    let mut done = 0;
    for shard in 0..DUE_SHARDS {
        for (due, at) in server.store.transact(&DueNow(shard)).await? {
            match server.store.transact(&Perform { due: &due, at }).await {
                Ok(()) => done += 1,
                Err(failure) => {
                    tracing::error!(error = %failure, duty = ?due.duty, "a duty failed and is tried again")
                }
            }
        }
    }
    Ok(done)
}

struct DueNow(u64);

impl Work for DueNow {
    type Done = Vec<(Due, Timestamp)>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        operations::due_now(tx, self.0).await
    }
}

struct Perform<'a> {
    due: &'a Due,
    at: Timestamp,
}

impl Work for Perform<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        operations::perform(tx, self.due, self.at).await
    }
}
