//! The power-cut suite: what the embedded engine finds after power failed at any moment.
//!
//! Knows how the program is called; what it does stands in `crates/power-cut`.

use crate::checkout::{Checkout, Length, shown};
use crate::suites::commands::watch;
use crate::suites::tally::Tally;

/// Runs the program, which prints what it opened, checked and found.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut command = checkout.command(checkout.binary("power-cut")?);
    if checkout.length == Length::Long {
        command.arg("--long");
    }
    let watched = watch(&mut command, |_| false)?;
    Ok(Tally::of_command(shown(&command), watched.success))
}
