//! Writes down the first reads of a day, many in one transaction.

use secrets::limits::READS_PER_CHUNK_MAX;
use secrets::{Read, operations};
use store::{StoreError, Transaction, Work};

use crate::Server;

/// Writes down all notes that wait. Those of a chunk that fails are kept.
pub(super) async fn run(server: &Server) -> Result<(), StoreError> {
    loop {
        let reads = server.reads.peek(READS_PER_CHUNK_MAX);
        if reads.is_empty() {
            return Ok(());
        }
        server.store.transact(&Record(&reads)).await?;
        server.reads.forget(&reads);
    }
}

struct Record<'a>(&'a [Read]);

impl Work for Record<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        operations::record_reads(tx, self.0).await
    }
}
