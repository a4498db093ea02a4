//! Writes down when access keys were last used, many in one transaction.

use iam::limits::USES_PER_CHUNK_MAX;
use iam::{AccessKeyId, AccessKeyUse, operations};
use store::{Clock, StoreError, Transaction, Work};

use crate::Server;

/// Writes down the uses that are due.
pub(super) async fn run(server: &Server) -> Result<(), StoreError> {
    loop {
        let now = server.service_clock.now();
        let due = server.uses.due(USES_PER_CHUNK_MAX, now);
        if !record(server, &due).await? {
            return Ok(());
        }
        server.uses.written(&due, now);
    }
}

/// Writes down all that is not, at the end of the process.
pub(super) async fn run_to_the_end(server: &Server) -> Result<(), StoreError> {
    loop {
        let unwritten = server.uses.unwritten(USES_PER_CHUNK_MAX);
        if !record(server, &unwritten).await? {
            return Ok(());
        }
        server.uses.written(&unwritten, server.service_clock.now());
    }
}

/// Writes down a batch; tells whether there was anything in it.
async fn record(server: &Server, uses: &[(AccessKeyId, AccessKeyUse)]) -> Result<bool, StoreError> {
    if uses.is_empty() {
        return Ok(false);
    }
    match server.store.transact(&Record(uses)).await {
        // Of a record that cannot be read nothing can be said; the others are not kept waiting for it.
        Err(failure) if failure.is_of_one_record() => {
            tracing::error!(error = %failure, "uses of access keys cannot be written down");
            Ok(true)
        }
        recorded => recorded.map(|()| true),
    }
}

struct Record<'a>(&'a [(AccessKeyId, AccessKeyUse)]);

impl Work for Record<'_> {
    type Done = ();
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        operations::record_uses(tx, self.0).await
    }
}
