//! The suites that hold a running server against what it ought to do; the simulation starts it itself.
//!
//! Knows the names of the simulations and how long they are to be; what each of them tries stands in
//! `crates/simulation`.

use crate::checkout::{Checkout, Length, shown};
use crate::suites::commands::watch;
use crate::suites::tally::Tally;

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
    command.arg(name).args((checkout.length == Length::Long).then_some("--long"));
    let watched = watch(&mut command, |_| false)?;
    Ok(Tally::of_command(shown(&command), watched.success))
}
