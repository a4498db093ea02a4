//! What a run of the suites prints at its end: a table, then what failed.
//!
//! Knows only outcomes; a suite over its budget is marked, not failed.

use std::fmt;
use std::time::Duration;

use crate::suites::tally::Tally;

/// How one suite ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The suite's name.
    pub(crate) name: &'static str,
    /// How long it should take.
    pub(crate) budget: Duration,
    /// How long building and installing took; not counted against the budget.
    pub(crate) preparing: Duration,
    /// How long it took.
    pub(crate) took: Duration,
    /// What passed and what failed.
    pub(crate) tally: Tally,
}

/// How all suites of a run ended; its `Display` is the text for the terminal.
#[derive(Debug)]
pub(crate) struct Report {
    outcomes: Vec<Outcome>,
}

impl Report {
    /// Collects outcomes, in the order in which they are shown.
    pub(crate) fn new(outcomes: Vec<Outcome>) -> Self {
        Self { outcomes }
    }

    /// Returns whether no suite failed.
    pub(crate) fn passed(&self) -> bool {
        self.outcomes.iter().all(|outcome| outcome.tally.failed.is_empty())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "suite         outcome   tests   prepare      took    budget")?;
        self.outcomes.iter().try_for_each(|outcome| outcome.row(f))?;
        self.outcomes.iter().try_for_each(|outcome| outcome.failures(f))
    }
}

impl Outcome {
    fn row(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.tally.failed.is_empty() { "ok" } else { "FAILED" };
        let tests = self.tally.passed.saturating_add(self.tally.failed.len());
        let (preparing, took) = (self.preparing.as_secs_f64(), self.took.as_secs_f64());
        write!(f, "{:<13} {outcome:<7} {tests:>7} {preparing:>7.1} s {took:>7.1} s", self.name)?;
        write!(f, " {:>7} s", self.budget.as_secs())?;
        writeln!(f, "{}", if self.took > self.budget { "  warning: over budget" } else { "" })
    }

    fn failures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.tally.failed.is_empty() {
            writeln!(f, "\nfailed in {}:", self.name)?;
        }
        self.tally.failed.iter().try_for_each(|failure| writeln!(f, "  {failure}"))
    }
}
