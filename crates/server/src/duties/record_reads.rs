//! Writes down the first reads of a day, many in one transaction.

use std::slice;

use secrets::limits::READS_PER_CHUNK_MAX;
use secrets::{Read, operations};
use store::{StoreError, Transaction, Work};

use crate::Server;

/// Writes down all notes that wait. Those of a chunk that fails are kept, but for those of a record that cannot be read:
/// they would fail for ever, and every other note with them.
pub(super) async fn run(server: &Server) -> Result<(), StoreError> {
    loop {
        let reads = server.reads.peek(READS_PER_CHUNK_MAX);
        if reads.is_empty() {
            return Ok(());
        }
        match server.store.transact(&Record(&reads)).await {
            // Twenty records fit into a transaction by their number; very long ones may not by their size.
            Err(failure) if failure.is_of_one_record() || failure == StoreError::TooLarge => {
                one_by_one(server, &reads).await?;
            }
            recorded => recorded?,
        }
        server.reads.forget(&reads);
    }
}

async fn one_by_one(server: &Server, reads: &[Read]) -> Result<(), StoreError> {
    for read in reads {
        match server.store.transact(&Record(slice::from_ref(read))).await {
            Err(failure) if failure.is_of_one_record() => {
                tracing::error!(error = %failure, "a read cannot be written down");
            }
            recorded => recorded?,
        }
    }
    Ok(())
}

struct Record<'a>(&'a [Read]);

impl Work for Record<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        operations::record_reads(tx, self.0).await
    }
}
