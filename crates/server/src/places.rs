//! How many calls are in progress at once. Whoever finds no place is turned away rather than kept waiting.
//!
//! Knows neither whose the calls are nor what becomes of those that are turned away.

use std::num::NonZeroU32;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::limits::PLACES_PER_CALL_ON_MANY;

/// The places for calls in progress.
#[derive(Debug)]
pub(crate) struct Places {
    all: Semaphore,
    many: Semaphore,
}

/// A call's place, which is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    _all: SemaphorePermit<'a>,
    _many: Option<SemaphorePermit<'a>>,
}

/// How much a call asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Many secrets: it takes as long as many calls, and reads as much.
    Many,
    /// One secret, or none.
    One,
}

impl Places {
    /// So many places; a quarter of them, one at least, is open to calls on many secrets.
    pub(crate) fn new(calls_max: NonZeroU32) -> Self {
        let all =
            usize::try_from(calls_max.get()).unwrap_or(Semaphore::MAX_PERMITS).min(Semaphore::MAX_PERMITS);
        Self { all: Semaphore::new(all), many: Semaphore::new(all.div_ceil(PLACES_PER_CALL_ON_MANY)) }
    }

    /// A place, if one is free.
    pub(crate) fn take(&self, breadth: Breadth) -> Option<Place<'_>> {
        let many = match breadth {
            Breadth::Many => Some(self.many.try_acquire().ok()?),
            Breadth::One => None,
        };
        Some(Place { _all: self.all.try_acquire().ok()?, _many: many })
    }
}

#[cfg(test)]
mod tests;
