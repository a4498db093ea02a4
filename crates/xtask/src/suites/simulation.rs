//! The suites that hold a running server against what it ought to do, and the policy engine against other evaluators;
//! the simulation starts what it needs.
//!
//! Knows the names of the simulations and how long they are to be; what each of them tries stands in
//! `crates/simulation`.

use crate::checkout::{Checkout, Length, shown};
use crate::suites::clients;
use crate::suites::commands::{build_tests, watch};
use crate::suites::tally::Tally;

/// Builds the simulation, and installs the evaluator that runs in Node.
pub(crate) fn prepare_policies(checkout: &Checkout) -> anyhow::Result<()> {
    clients::install_javascript(checkout)?;
    build_tests(checkout)
}

/// Random policies and requests before several evaluators.
pub(crate) fn policies(checkout: &Checkout) -> anyhow::Result<Tally> {
    simulate(checkout, "policies")
}

/// One caller against a model.
pub(crate) fn model(checkout: &Checkout) -> anyhow::Result<Tally> {
    simulate(checkout, "model")
}

/// Many callers at once.
pub(crate) fn histories(checkout: &Checkout) -> anyhow::Result<Tally> {
    simulate(checkout, "histories")
}

/// A server that is killed.
pub(crate) fn kill(checkout: &Checkout) -> anyhow::Result<Tally> {
    simulate(checkout, "kill")
}

fn simulate(checkout: &Checkout, name: &str) -> anyhow::Result<Tally> {
    let mut command = checkout.command(checkout.binary("simulation")?);
    command.env("STRONGROOM_NODE_MODULES", clients::node_modules(checkout));
    command.arg(name).args((checkout.length == Length::Long).then_some("--long"));
    let watched = watch(&mut command, |_| false)?;
    Ok(Tally::of_command(shown(&command), watched.success))
}
