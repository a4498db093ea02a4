//! Token buckets: each holds as many calls as come in within one second, is full at first, and fills evenly.
//!
//! Knows nothing of whose they are.

use std::collections::HashMap;
use std::hash::Hash;
use std::time::{Duration, Instant};

/// One call, in the unit that levels are counted in: at one call per second, a nanosecond is worth a unit.
const CALL: u64 = 1_000_000_000;

/// How long an empty bucket takes to be full, whatever its rate.
const FILL_TIME: Duration = Duration::from_secs(1);

/// Buckets by key, a bounded number of them. A bucket that is not kept is as good as a full one.
#[derive(Debug)]
pub(super) struct Buckets<K> {
    kept: HashMap<K, Bucket>,
    kept_max: usize,
    swept_at: Option<Instant>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    level: u64,
    filled_at: Instant,
}

impl<K: Clone + Eq + Hash> Buckets<K> {
    pub(super) fn of(kept_max: usize) -> Self {
        Self { kept: HashMap::new(), kept_max, swept_at: None }
    }

    /// Takes a call out of each of these buckets, whose keys differ, if each holds one; otherwise out of none. The numbers
    /// are their calls per second.
    ///
    /// A bucket that there is no room for counts as empty. So many are kept that this takes more different callers within
    /// a second than can be served.
    pub(super) fn take(&mut self, draws: &[(K, u32)], now: Instant) -> bool {
        let granted =
            draws.iter().all(|(key, calls_per_second)| self.holds_call(key, *calls_per_second, now));
        if granted {
            for (key, _) in draws {
                if let Some(bucket) = self.kept.get_mut(key) {
                    bucket.take();
                }
            }
        }
        granted
    }

    fn holds_call(&mut self, key: &K, calls_per_second: u32, now: Instant) -> bool {
        if let Some(bucket) = self.kept.get_mut(key) {
            bucket.fill(calls_per_second, now);
            return bucket.holds_call();
        }
        if !self.make_room(now) {
            return false;
        }
        let bucket = Bucket::full(calls_per_second, now);
        self.kept.insert(key.clone(), bucket);
        bucket.holds_call()
    }

    /// Forgets the buckets that are full again, once there are too many, and once per [`FILL_TIME`] at most.
    fn make_room(&mut self, now: Instant) -> bool {
        let is_due = |swept_at| now.saturating_duration_since(swept_at) >= FILL_TIME;
        if self.kept.len() >= self.kept_max && self.swept_at.is_none_or(is_due) {
            self.kept.retain(|_, bucket| !bucket.is_full_again(now));
            self.swept_at = Some(now);
        }
        self.kept.len() < self.kept_max
    }
}

impl Bucket {
    fn full(calls_per_second: u32, now: Instant) -> Self {
        Self { level: capacity(calls_per_second), filled_at: now }
    }

    /// Threads read the clock before they take turns here, so `now` may lie before the time of an earlier call.
    fn fill(&mut self, calls_per_second: u32, now: Instant) {
        let nanoseconds = now.saturating_duration_since(self.filled_at).as_nanos();
        let earned = u64::try_from(nanoseconds).unwrap_or(u64::MAX).saturating_mul(calls_per_second.into());
        self.level = self.level.saturating_add(earned).min(capacity(calls_per_second));
        self.filled_at = self.filled_at.max(now);
    }

    fn holds_call(&self) -> bool {
        self.level >= CALL
    }

    fn take(&mut self) {
        self.level = self.level.saturating_sub(CALL);
    }

    fn is_full_again(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.filled_at) >= FILL_TIME
    }
}

/// The calls of one second. The product of two numbers of 32 bits has room in 64.
fn capacity(calls_per_second: u32) -> u64 {
    u64::from(calls_per_second) * CALL
}

#[cfg(test)]
mod tests;
