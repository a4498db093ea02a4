//! Many callers at once: what they were answered has to make sense in some order that respects time.
//!
//! Knows rounds: callers that share a few secrets, a history for each secret, and a control that has to fail. What a call
//! does to a secret is in `operation.rs`, the callers are in `callers.rs`, the search for an order is in `order.rs`.

mod callers;
pub(crate) mod operation;
mod order;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Plan;
use crate::client::Client;
use crate::histories::callers::Round;
use crate::histories::operation::{Event, Outcome};
use crate::histories::order::{Judgement, judge, up_to_violation};
use crate::limits::{HISTORY_CALLERS, HISTORY_ROUNDS_LONG, HISTORY_ROUNDS_SHORT};
use crate::random::Random;
use crate::server::Site;

/// What all rounds came to.
#[derive(Debug, Default)]
struct Tally {
    histories: u64,
    violations: u64,
    undecided: u64,
    controls: u64,
    controls_found: u64,
    calls: BTreeMap<(&'static str, &'static str), u64>,
}

/// Has callers share secrets, round after round; returns whether every history has an order, and no control has.
///
/// # Errors
///
/// The server could not be started or stopped, or a caller found no connection.
pub(crate) fn run(plan: &Plan) -> anyhow::Result<bool> {
    let site = Site::on_disk(&plan.binary)?;
    let server = site.start()?;
    let key = Arc::new(site.access_key()?);
    let mut clients: Vec<_> = (0..HISTORY_CALLERS).map(|_| Client::new(server.address, &key)).collect();
    let mut random = Random::of(plan.seed);
    let mut tally = Tally::default();
    for number in 0..if plan.long { HISTORY_ROUNDS_LONG } else { HISTORY_ROUNDS_SHORT } {
        let round = Round::new(number, random.split());
        for (name, events) in round.record(&mut clients)? {
            tally.judge(&name, events);
        }
    }
    server.stop()?;
    Ok(tally.told())
}

impl Tally {
    /// Judges the history of one secret, and then with a stale read put at its end.
    fn judge(&mut self, name: &str, mut events: Vec<Event>) {
        self.histories += 1;
        for event in &events {
            *self.calls.entry((event.operation.name(), event.outcome.kind())).or_default() += 1;
        }
        match judge(name, &events) {
            Judgement::Orderly => {}
            Judgement::Undecided => self.undecided += 1,
            Judgement::Violation => {
                self.violations += 1;
                println!("violation on {name}: no order of these calls explains the answer that came last:");
                up_to_violation(name, &events).iter().flatten().for_each(|event| println!("  {event}"));
                return;
            }
        }
        if let Some(stale) = stale_read(&events) {
            events.push(stale);
            self.controls += 1;
            self.controls_found += u64::from(judge(name, &events) == Judgement::Violation);
        }
    }

    fn told(&self) -> bool {
        println!("{:<26}{:<10}{:>10}", "operation", "answer", "calls");
        self.calls
            .iter()
            .for_each(|((operation, kind), calls)| println!("{operation:<26}{kind:<10}{calls:>10}"));
        println!(
            "histories: {}, violations: {}, undecided: {}",
            self.histories, self.violations, self.undecided
        );
        println!("controls with a stale read: {}, found: {}", self.controls, self.controls_found);
        self.violations == 0
            && self.undecided == 0
            && self.controls > 0
            && self.controls == self.controls_found
    }
}

/// Repeats an early read behind the last one, which saw another version: a violation, unless a call is still open.
fn stale_read(events: &[Event]) -> Option<Event> {
    let is_open = events.iter().any(|event| event.outcome == Outcome::Unknown);
    let last = events.last().filter(|_| !is_open)?;
    let reads = events.iter().filter(|event| event.operation == last.operation && event.outcome.is_done());
    let stale = reads.into_iter().find(|event| event.outcome != last.outcome)?;
    let called = last.answered?.saturating_add(1);
    Some(Event { called, answered: Some(called.saturating_add(1)), ..stale.clone() })
}
