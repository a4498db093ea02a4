//! What is recorded of failed authentications when there are many: some one by one, the others by their number.
//!
//! Strangers can fail as often as they like, and must not be able to fill the disk. This is arithmetic on instants that the
//! caller gives; it knows neither a clock nor the trail.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::event::{OWN_SOURCE, whole_seconds};
use crate::limits::{FLOOD_PER_DAY_DEFAULT, FLOOD_PER_SECOND_DEFAULT, FLOOD_WINDOW};
use crate::{Event, Occasion, Operation, Parameters, UserIdentity};

/// Two buckets of tokens, one token of each per individual record, and the count of what found one empty.
#[derive(Debug, Clone)]
pub struct Flood {
    by_second: Bucket,
    by_day: Bucket,
    filled_at: Option<Timestamp>,
    counted: Option<Summary>,
}

/// So many tokens for each window, and as many at once after a quiet one.
#[derive(Debug, Clone)]
struct Bucket {
    count: u32,
    /// In nanoseconds, and how many parts a token has: what a failure a nanosecond after another earns is not lost.
    window: u128,
    parts: u128,
}

impl Bucket {
    fn full(count: u32, window: Duration) -> Self {
        let window = window.as_nanos();
        Self { count, window, parts: window.saturating_mul(count.into()) }
    }

    fn fill(&mut self, elapsed: Duration) {
        let earned = elapsed.as_nanos().saturating_mul(self.count.into());
        self.parts = self.parts.saturating_add(earned).min(self.window.saturating_mul(self.count.into()));
    }

    fn has_token(&self) -> bool {
        self.parts >= self.window
    }

    fn take(&mut self) {
        self.parts = self.parts.saturating_sub(self.window);
    }
}

/// What becomes of one failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It is counted only.
    Count,
    /// It is recorded by itself.
    Record,
}

/// What was counted and not recorded by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// How many failures.
    pub count: u64,
    /// When the first of them was.
    pub from: Timestamp,
    /// When the last of them was.
    pub until: Timestamp,
}

impl Default for Flood {
    fn default() -> Self {
        Self::of(FLOOD_PER_SECOND_DEFAULT, FLOOD_PER_DAY_DEFAULT)
    }
}

impl Flood {
    /// Admits so many per second and per day one by one, and as many at once after a quiet second or day.
    #[must_use]
    pub fn of(per_second: u32, per_day: u32) -> Self {
        let by_second = Bucket::full(per_second, Duration::from_secs(1));
        let by_day = Bucket::full(per_day, Duration::from_secs(86_400));
        Self { by_second, by_day, filled_at: None, counted: None }
    }

    /// Decides about a failure at `now`. A clock that went back fills no bucket.
    #[must_use]
    pub fn admit(&mut self, now: Timestamp) -> Admission {
        self.fill(now);
        if self.by_second.has_token() && self.by_day.has_token() {
            self.by_second.take();
            self.by_day.take();
            return Admission::Record;
        }
        let counted = self.counted.get_or_insert(Summary { count: 0, from: now, until: now });
        counted.count = counted.count.saturating_add(1);
        counted.until = counted.until.max(now);
        Admission::Count
    }

    /// What was counted, once [`FLOOD_WINDOW`] is over since the first of it. The next failure that is counted begins
    /// another window.
    #[must_use]
    pub fn close(&mut self, now: Timestamp) -> Option<Summary> {
        let window = SignedDuration::try_from(FLOOD_WINDOW).unwrap_or(SignedDuration::ZERO);
        let is_over = |counted: &mut Summary| now.duration_since(counted.from).abs() >= window;
        self.counted.take_if(is_over)
    }

    /// What was counted so far, at the end of a process.
    #[must_use]
    pub fn finish(&mut self) -> Option<Summary> {
        self.counted.take()
    }

    fn fill(&mut self, now: Timestamp) {
        let since = self.filled_at.replace(now).unwrap_or(now);
        let elapsed = Duration::try_from(now.duration_since(since)).unwrap_or_default();
        self.by_second.fill(elapsed);
        self.by_day.fill(elapsed);
    }
}

impl Summary {
    /// The record of what was counted.
    #[must_use]
    pub fn event(&self, occasion: Occasion) -> Event {
        let operation =
            Operation { source: OWN_SOURCE, name: "UnauthenticatedCallsCounted".into(), is_read_only: true };
        let data = Parameters::new()
            .with("count", self.count)
            .with("from", whole_seconds(self.from))
            .with("until", whole_seconds(self.until));
        Event::api_call(operation, UserIdentity::unknown(None), occasion).additional(data)
    }
}

#[cfg(test)]
mod tests;
