//! What is recorded of failed authentications when there are many: some one by one, the others by their number.
//!
//! Strangers can fail as often as they like, and must not be able to fill the disk. This is arithmetic on instants that the
//! caller gives; it knows neither a clock nor the trail.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::event::{OWN_SOURCE, whole_seconds};
use crate::limits::{FLOOD_PER_SECOND_DEFAULT, FLOOD_WINDOW};
use crate::{Event, Occasion, Operation, Parameters, UserIdentity};

/// How many parts a token has: one for each nanosecond of a second.
const TOKEN: u64 = 1_000_000_000;

/// A bucket of tokens, one per individual record, and the count of what found it empty.
#[derive(Debug, Clone)]
pub struct Flood {
    per_second: u32,
    /// In parts of a token: what a failure a nanosecond after another earns is not lost.
    tokens: u64,
    filled_at: Option<Timestamp>,
    counted: Option<Summary>,
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
        Self::of(FLOOD_PER_SECOND_DEFAULT)
    }
}

impl Flood {
    /// Admits so many per second one by one, and as many at once after a quiet second.
    #[must_use]
    pub fn of(per_second: u32) -> Self {
        Self { per_second, tokens: u64::from(per_second) * TOKEN, filled_at: None, counted: None }
    }

    /// Decides about a failure at `now`. A clock that went back fills no bucket.
    #[must_use]
    pub fn admit(&mut self, now: Timestamp) -> Admission {
        self.fill(now);
        if let Some(rest) = self.tokens.checked_sub(TOKEN) {
            self.tokens = rest;
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
        let since = self.filled_at.get_or_insert(now);
        let elapsed = Duration::try_from(now.duration_since(*since)).unwrap_or_default();
        let earned = elapsed.as_nanos().saturating_mul(u128::from(self.per_second));
        *since = now;
        let full = u64::from(self.per_second) * TOKEN;
        self.tokens = u64::try_from(earned).unwrap_or(full).saturating_add(self.tokens).min(full);
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
