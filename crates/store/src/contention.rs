//! What a transaction does that loses to others: it pauses a little, and if that does not help it takes turns.
//!
//! Whoever lost a few times stands in line with the others who lost over the same record, and runs again while the rest
//! of the line waits. So each of many writers of one record gets through, in the order in which they came. A line keeps
//! nobody out who has not lost yet, and nothing hangs on it but time: that a commit is serial is the engine's affair.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, timeout};

use crate::limits::{BACKOFF_FIRST, LINES, RETRIES_BEFORE_TURN, RETRIES_MAX};
use crate::store::Shared;
use crate::{KeyBytes, StoreError};

/// The lines of a store, by hash of the key that transactions lost over. Keys that share a line cost each other time.
pub(crate) struct Lines {
    lines: [Mutex<()>; LINES],
    hasher: RandomState,
}

impl Lines {
    pub(crate) fn new() -> Self {
        Self { lines: std::array::from_fn(|_| Mutex::new(())), hasher: RandomState::new() }
    }

    fn line(&self, key: &KeyBytes) -> Option<&Mutex<()>> {
        let lines = u64::try_from(LINES).ok()?;
        let index = self.hasher.hash_one(key).checked_rem(lines)?;
        self.lines.get(usize::try_from(index).ok()?)
    }
}

/// One transaction's history of losing.
pub(crate) struct Contention<'a> {
    shared: &'a Shared,
    conflicts: u32,
    /// When it lost first. Most transactions never do, and need no clock.
    since: Option<Instant>,
    /// Once it has a turn it keeps it until it is done: others in line must not overtake it.
    turn: Option<MutexGuard<'a, ()>>,
}

impl<'a> Contention<'a> {
    pub(crate) fn new(shared: &'a Shared) -> Self {
        Self { shared, conflicts: 0, since: None, turn: None }
    }

    /// Waits until the transaction may run again after it lost over `key`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Contended`]: it lost too often, or for too long.
    pub(crate) async fn wait(&mut self, key: &KeyBytes) -> Result<(), StoreError> {
        let left = self.shared.patience.saturating_sub(self.since.get_or_insert_with(Instant::now).elapsed());
        if self.conflicts == RETRIES_MAX || left.is_zero() {
            return Err(StoreError::Contended);
        }
        if self.turn.is_none() {
            if self.conflicts < RETRIES_BEFORE_TURN {
                self.pause().await
            } else {
                self.stand_in_line(key, left).await?
            }
        }
        self.conflicts += 1;
        Ok(())
    }

    /// Waits for a random part of a bound that doubles with each conflict, so that contenders draw apart.
    async fn pause(&self) {
        let bound = BACKOFF_FIRST.saturating_mul(2_u32.saturating_pow(self.conflicts));
        let bound = u32::try_from(bound.as_micros()).unwrap_or(u32::MAX);
        tokio::time::sleep(Duration::from_micros(self.shared.entropy().below(bound).into())).await;
    }

    async fn stand_in_line(&mut self, key: &KeyBytes, at_most: Duration) -> Result<(), StoreError> {
        let Some(line) = self.shared.lines.line(key) else { return Ok(()) };
        let turn = timeout(at_most, line.lock()).await;
        self.turn = Some(turn.map_err(|_| StoreError::Contended)?);
        Ok(())
    }
}
