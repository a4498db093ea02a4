//! Does what is due to keys: deleting them, erasing what they leave, replacing their material.

use jiff::Timestamp;
use kms::{Due, operations};
use store::{StoreError, Transaction, Work};

use crate::Server;
use crate::chain::Chain;
use crate::trail::{self, Recorder, Records};

/// Does what is due in one shard, as it is done for secrets.
pub(super) async fn sweep(server: &Server, shard: u64) -> Result<usize, StoreError> {
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
        trail::unasked_of_key(tx, self.recorder, happened.as_ref())
    }
}
