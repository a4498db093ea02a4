//! Looks through what is due and does it, one transaction each.

mod owed;

use jiff::Timestamp;
use store::{StoreError, Transaction, Work};

use self::owed::Owed;
use crate::Server;
use crate::chain::Chain;
use crate::trail::{Recorder, Records};

/// Does what is due in all shards; tells how many duties were done.
///
/// A duty that fails is logged and stays, and so does a shard that cannot be read: neither keeps the others waiting. One
/// sweep runs at a time, since two would only take each other's work.
pub(super) async fn run(server: &Server) -> usize {
    let _turn = server.sweeping.lock().await;
    sweep_all::<secrets::Due>(server).await + sweep_all::<kms::Due>(server).await
}

async fn sweep_all<D: Owed>(server: &Server) -> usize {
    let mut done = 0;
    for shard in 0..D::SHARDS {
        done += sweep::<D>(server, shard).await.unwrap_or_else(|failure| {
            tracing::error!(error = %Chain(&failure), shard, "what is due could not be read");
            0
        });
    }
    done
}

async fn sweep<D: Owed>(server: &Server, shard: u64) -> Result<usize, StoreError> {
    let mut done = 0;
    let mut after = None;
    loop {
        let page = server.store.transact(&DueNow::<D> { shard, after }).await?;
        for (due, at) in &page {
            done += usize::from(perform(server, due, *at).await);
        }
        match page.into_iter().next_back() {
            Some(last) => after = Some(last),
            None => return Ok(done),
        }
    }
}

async fn perform<D: Owed>(server: &Server, due: &D, at: Timestamp) -> bool {
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
            tracing::error!(error = %Chain(&failure), duty = ?due.duty(), "a duty failed and is tried again");
            false
        }
    }
}

struct DueNow<D> {
    shard: u64,
    after: Option<(D, Timestamp)>,
}

impl<D: Owed> Work for DueNow<D> {
    type Done = Vec<(D, Timestamp)>;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        D::due_now(tx, self.shard, self.after.as_ref()).await
    }
}

struct Perform<'a, D> {
    due: &'a D,
    at: Timestamp,
    recorder: &'a Recorder,
}

impl<D: Owed> Work for Perform<'_, D> {
    type Done = Records;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Records, StoreError> {
        self.due.perform(tx, self.at, self.recorder).await
    }
}
