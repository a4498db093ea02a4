//! Instants of the service clock that a caller knows only as lying between a call and its answer.
//!
//! Once an answer tells a date, it has to be the same ever after.

use std::cell::Cell;
use std::rc::Rc;

use crate::limits::DATE_SECONDS_TOLERANCE;

/// The seconds of a day.
pub(crate) const DAY_SECONDS: f64 = 86_400.0;

/// An instant, in seconds since 1970, between two bounds. Clones are the same instant.
#[derive(Clone, Debug)]
pub(crate) struct Moment(Rc<Cell<(f64, f64)>>);

impl Moment {
    /// An instant that is not before `begin`, and ends when [`end`](Self::end) says.
    pub(crate) fn after(begin: f64) -> Self {
        Self(Rc::new(Cell::new((begin, f64::MAX))))
    }

    /// Says that the instant is not after `end`.
    pub(crate) fn end(&self, end: f64) {
        self.0.set((self.0.get().0, end));
    }

    /// Returns whether a date may be this instant.
    pub(crate) fn admits(&self, seen: f64) -> bool {
        let (begin, end) = self.0.get();
        (begin - DATE_SECONDS_TOLERANCE..=end + DATE_SECONDS_TOLERANCE).contains(&seen)
    }

    /// Remembers that the instant is this one.
    pub(crate) fn settle(&self, seen: f64) {
        self.0.set((seen, seen));
    }

    /// Returns whether `seen` is the first second of the day in which the instant may lie.
    pub(crate) fn is_on(&self, seen: f64) -> bool {
        let (begin, end) = self.0.get();
        [begin, end].into_iter().any(|instant| seen == (instant / DAY_SECONDS).floor() * DAY_SECONDS)
    }
}
