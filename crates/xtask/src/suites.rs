//! `cargo xtask test`: every suite in order of cost, each with a budget.
//!
//! Knows how a suite is started and how its outcome is read. A suite over its budget is a warning: the
//! machine may be slow. A suite that cannot be started has failed.

pub(crate) mod clients;
mod commands;
mod conformance;
mod fuzz;
mod power_cut;
mod report;
mod simulation;
mod softhsm;
mod tally;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::checkout::{Checkout, Length};
use crate::suites::report::{Outcome, Report};
use crate::suites::tally::Tally;
use crate::tidy;

/// One suite. Only `run` counts against the budget; `prepare` builds and installs.
struct Suite {
    name: &'static str,
    budget_seconds: u64,
    budget_long_seconds: u64,
    prepare: fn(&Checkout) -> anyhow::Result<()>,
    run: fn(&Checkout) -> anyhow::Result<Tally>,
}

/// Every suite, the cheapest first.
const SUITES: [Suite; 12] = [
    Suite {
        name: "format",
        budget_seconds: 10,
        budget_long_seconds: 10,
        prepare: commands::prepare_nothing,
        run: commands::format,
    },
    Suite {
        name: "tidy",
        budget_seconds: 10,
        budget_long_seconds: 10,
        prepare: commands::prepare_nothing,
        run: tidy_suite,
    },
    Suite {
        name: "clippy",
        budget_seconds: 240,
        budget_long_seconds: 240,
        prepare: commands::prepare_nothing,
        run: commands::clippy,
    },
    Suite {
        name: "docs",
        budget_seconds: 120,
        budget_long_seconds: 120,
        prepare: commands::prepare_nothing,
        run: commands::docs,
    },
    Suite {
        name: "unit",
        budget_seconds: 120,
        budget_long_seconds: 1800,
        prepare: commands::prepare_unit,
        run: commands::unit,
    },
    Suite {
        name: "policies",
        budget_seconds: 60,
        budget_long_seconds: 1800,
        prepare: simulation::prepare_policies,
        run: simulation::policies,
    },
    Suite {
        name: "model",
        budget_seconds: 60,
        budget_long_seconds: 1800,
        prepare: commands::build_tests,
        run: simulation::model,
    },
    Suite {
        name: "histories",
        budget_seconds: 60,
        budget_long_seconds: 1800,
        prepare: commands::build_tests,
        run: simulation::histories,
    },
    Suite {
        name: "kill",
        budget_seconds: 60,
        budget_long_seconds: 1800,
        prepare: commands::build_tests,
        run: simulation::kill,
    },
    Suite {
        name: "power-cut",
        budget_seconds: 60,
        budget_long_seconds: 3600,
        prepare: commands::build_tests,
        run: power_cut::run,
    },
    Suite {
        name: "fuzz",
        budget_seconds: 120,
        budget_long_seconds: 3600,
        prepare: fuzz::prepare,
        run: fuzz::run,
    },
    Suite {
        name: "conformance",
        budget_seconds: 360,
        budget_long_seconds: 1800,
        prepare: conformance::prepare,
        run: conformance::run,
    },
];

/// Lists the names a caller may ask for, in the order in which the suites run.
pub(crate) fn names() -> [&'static str; SUITES.len()] {
    SUITES.map(|suite| suite.name)
}

/// Runs the suites of these names, or all if there is none; returns whether all passed.
pub(crate) fn run(checkout: &Checkout, wanted: &[String]) -> bool {
    let chosen =
        SUITES.iter().filter(|suite| wanted.is_empty() || wanted.iter().any(|name| name == suite.name));
    let report = Report::new(chosen.map(|suite| suite.measure(checkout)).collect());
    println!("\n{report}");
    report.passed()
}

impl Suite {
    fn measure(&self, checkout: &Checkout) -> Outcome {
        let budget = self.budget(checkout.length);
        println!("── {} (budget {} s)", self.name, budget.as_secs());
        let started = Instant::now();
        let prepared = (self.prepare)(checkout);
        let preparing = started.elapsed();
        let tally =
            prepared.and_then(|()| (self.run)(checkout)).unwrap_or_else(|error| Tally::not_run(&error));
        let took = started.elapsed().saturating_sub(preparing);
        Outcome { name: self.name, budget, preparing, took, tally }
    }

    fn budget(&self, length: Length) -> Duration {
        Duration::from_secs(match length {
            Length::Long => self.budget_long_seconds,
            Length::Short => self.budget_seconds,
        })
    }
}

fn tidy_suite(checkout: &Checkout) -> anyhow::Result<Tally> {
    let violations = tidy::violations(checkout)?;
    let broken: BTreeSet<_> = violations.iter().map(|violation| violation.rule).collect();
    let passed = tidy::RULES.len().saturating_sub(broken.len());
    Ok(Tally { passed, failed: violations.iter().map(ToString::to_string).collect() })
}
