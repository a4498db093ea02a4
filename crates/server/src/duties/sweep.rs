//! Looks through what is due and does it, one transaction each.

mod keys;

use jiff::Timestamp;
use secrets::limits::DUE_SHARDS;
use secrets::{Due, operations};
use store::{StoreError, Transaction, Work};

use crate::Server;
use crate::chain::Chain;
use crate::trail::{self, Recorder, Records};

/// Does what is due in all shards; tells how many duties were done.
///
/// A duty that fails is logged and stays, and so does a shard that cannot be read: neither keeps the others waiting. One
/// sweep runs at a time, since two would only take each other's work.
pub(super) async fn run(server: &Server) -> usize {
    let _turn = server.sweeping.lock().await;
    let mut done = 0;

    for shard in 0..DUE_SHARDS {
        done += counted(sweep(server, shard).await, shard);
    }
    for shard in 0..kms::limits::DUE_SHARDS {
        done += counted(keys::sweep(server, shard).await, shard);
    }
    done
}

/// How many duties of a shard were done; none if it could not be read, which is logged.
fn counted(swept: Result<usize, StoreError>, shard: u64) -> usize {
    swept.unwrap_or_else(|failure| {
        tracing::error!(error = %Chain(&failure), shard, "what is due could not be read");
        0
    })
}

async fn sweep(server: &Server, shard: u64) -> Result<usize, StoreError> {
    let mut done = 0;
    let mut after = None;
    loop {
        let page = server.store.transact(&DueNow { shard, after }).await?;
        for (due, at) in &page {
            done += usize::from(perform(server, due, *at).await);
        }
        match page.into_iter().next_back() {
            Some(last) => after = Some(last),
            None => return Ok(done),
        }
    }
}

async fn perform(server: &Server, due: &Due, at: Timestamp) -> bool {
    // What is due can wait while its records could not be taken.
    if server.recorder.is_failing() {
        return false;
    }
    match server.store.transact(&Perform { due, at, recorder: &server.recorder }).await {
        Ok(records) => {
            // They are in the outbox: the recorder appends them, now or later.
            let _owed = server.recorder.deliver(records).await;
            true
        }
        Err(failure) => {
            tracing::error!(error = %Chain(&failure), duty = ?due.duty, "a duty failed and is tried again");
            false
        }
    }
}

struct DueNow {
    shard: u64,
    after: Option<(Due, Timestamp)>,
}

impl Work for DueNow {
    type Done = Vec<(Due, Timestamp)>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        operations::due_now(tx, self.shard, self.after.as_ref()).await
    }
}

struct Perform<'a> {
    due: &'a Due,
    at: Timestamp,
    recorder: &'a Recorder,
}

impl Work for Perform<'_> {
    type Done = Records;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Records, StoreError> {
        let happened = operations::perform(tx, self.due, self.at).await?;
        trail::unasked(tx, self.recorder, &happened)
    }
}
