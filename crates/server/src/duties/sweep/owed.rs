//! What is owed by the crates that owe something: to secrets, and to keys.

use std::fmt;
use std::future::Future;

use jiff::Timestamp;
use store::{StoreError, Transaction};

use crate::trail::{self, Recorder, Records};

/// A duty of one crate.
pub(super) trait Owed: Send + Sized + Sync {
    /// How many shards it is spread over.
    const SHARDS: u64;

    /// What has to be done, for the log.
    fn duty(&self) -> impl fmt::Debug;

    /// The next duties of one shard behind `after` that are due by now, with when they were due.
    fn due_now(
        tx: &mut Transaction,
        shard: u64,
        after: Option<&(Self, Timestamp)>,
    ) -> impl Future<Output = Result<Vec<(Self, Timestamp)>, StoreError>> + Send;

    /// Does it; the records tell what happened.
    fn perform(
        &self,
        tx: &mut Transaction,
        at: Timestamp,
        recorder: &Recorder,
    ) -> impl Future<Output = Result<Records, StoreError>> + Send;
}

impl Owed for secrets::Due {
    const SHARDS: u64 = secrets::limits::DUE_SHARDS;

    fn duty(&self) -> impl fmt::Debug {
        self.duty
    }

    async fn due_now(
        tx: &mut Transaction,
        shard: u64,
        after: Option<&(Self, Timestamp)>,
    ) -> Result<Vec<(Self, Timestamp)>, StoreError> {
        secrets::operations::due_now(tx, shard, after).await
    }

    async fn perform(
        &self,
        tx: &mut Transaction,
        at: Timestamp,
        recorder: &Recorder,
    ) -> Result<Records, StoreError> {
        let happened = secrets::operations::perform(tx, self, at).await?;
        trail::unasked(tx, recorder, &happened)
    }
}

impl Owed for kms::Due {
    const SHARDS: u64 = kms::limits::DUE_SHARDS;

    fn duty(&self) -> impl fmt::Debug {
        self.duty
    }

    async fn due_now(
        tx: &mut Transaction,
        shard: u64,
        after: Option<&(Self, Timestamp)>,
    ) -> Result<Vec<(Self, Timestamp)>, StoreError> {
        kms::operations::due_now(tx, shard, after).await
    }

    async fn perform(
        &self,
        tx: &mut Transaction,
        at: Timestamp,
        recorder: &Recorder,
    ) -> Result<Records, StoreError> {
        let happened = kms::operations::perform(tx, self, at).await?;
        trail::unasked_of_key(tx, recorder, happened.as_ref())
    }
}
