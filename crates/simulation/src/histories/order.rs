//! Is there an order of the calls of a history that respects time and explains every answer?
//!
//! The search of Wing and Gong with Lowe's memory of places: a place is the set of calls that are in order so far and
//! the state that they lead to. A call may be next if no other that is left was answered before it was made. One that
//! changes nothing anywhere, a read or one that was refused, is put in order as soon as its answer is explained, since
//! waiting cannot help it or hinder others.
//!
//! Source: Wing, Gong, "Testing and verifying concurrent objects" (1993); Lowe, "Testing for linearizability" (2017).

use std::collections::HashSet;

use crate::histories::operation::{Event, State};
use crate::limits::{HISTORY_CALLS_MAX, HISTORY_PLACES_MAX};

/// Whether a history can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// There is such an order.
    Orderly,
    /// The history is too long, or the search took too long.
    Undecided,
    /// There is none.
    Violation,
}

/// Which calls are in order so far, and the state that they lead to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Place {
    placed: u128,
    state: State,
}

/// Judges the history of the secret of a name, which does not exist at its beginning.
pub(crate) fn judge(name: &str, events: &[Event]) -> Judgement {
    if events.len() > HISTORY_CALLS_MAX {
        return Judgement::Undecided;
    }
    let mut known = HashSet::new();
    let mut open = vec![Place { placed: 0, state: State::default() }];
    while let Some(place) = open.pop() {
        let place = place.settled(name, events);
        if place.is_complete(events) {
            return Judgement::Orderly;
        }
        if known.len() >= HISTORY_PLACES_MAX {
            return Judgement::Undecided;
        }
        if known.insert(place.clone()) {
            open.extend(place.nexts(name, events));
        }
    }
    Judgement::Violation
}

/// Finds the first answer that has no explanation, and returns the history up to it: what was not answered by then is
/// open. Nothing if the history can be explained.
pub(crate) fn up_to_violation(name: &str, events: &[Event]) -> Option<Vec<Event>> {
    let mut times: Vec<_> = events.iter().filter_map(|event| event.answered).collect();
    times.sort_unstable();
    let up_to = |time: u64| -> Vec<Event> {
        let called = events.iter().filter(|event| event.called <= time);
        called.map(|event| if event.answered <= Some(time) { event.clone() } else { event.open() }).collect()
    };
    times.into_iter().map(up_to).find(|events| judge(name, events) == Judgement::Violation)
}

impl Place {
    fn has(&self, index: usize) -> bool {
        self.placed & (1 << index) != 0
    }

    /// Whether all calls with an answer are in order; those without may never have taken effect.
    fn is_complete(&self, events: &[Event]) -> bool {
        events.iter().enumerate().all(|(index, event)| event.answered.is_none() || self.has(index))
    }

    /// The calls that may be next.
    fn candidates<'a>(&self, events: &'a [Event]) -> Vec<(usize, &'a Event)> {
        let left = || events.iter().enumerate().filter(|(index, _)| !self.has(*index));
        let first_answer = left().filter_map(|(_, event)| event.answered).min().unwrap_or(u64::MAX);
        left().filter(|(_, event)| event.called <= first_answer).collect()
    }

    /// Puts in order what changes nothing and is explained, until there is no more of it.
    fn settled(mut self, name: &str, events: &[Event]) -> Self {
        loop {
            let idle = self.candidates(events).into_iter().find(|(_, event)| {
                event.changes_nothing() && self.state.after(name, &event.operation, &event.outcome).is_some()
            });
            match idle {
                Some((index, _)) => self.placed |= 1 << index,
                None => return self,
            }
        }
    }

    fn nexts(&self, name: &str, events: &[Event]) -> Vec<Self> {
        let next = |(index, event): (usize, &Event)| {
            let state = self.state.after(name, &event.operation, &event.outcome)?;
            Some(Self { placed: self.placed | 1 << index, state })
        };
        self.candidates(events).into_iter().filter_map(next).collect()
    }
}
