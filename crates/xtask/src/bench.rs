//! `cargo xtask bench`: the measurements, on an optimised build.
//!
//! Knows how the two binaries are built and where the table goes; what is measured is `bench`'s affair.

use std::ffi::OsString;

use crate::checkout::{Checkout, succeed};

/// Builds the server and the measuring program with the `release` profile, and runs the latter.
///
/// # Errors
///
/// Something did not build, or a measurement failed.
pub(crate) fn run(checkout: &Checkout, arguments: &[OsString]) -> anyhow::Result<bool> {
    succeed(&mut checkout.cargo(["build", "--release", "--package", "strongroom", "--package", "bench"]))?;
    let built = checkout.root.join("target/release");
    let mut measuring = checkout.command(built.join("bench"));
    measuring.arg("run").arg("--strongroom").arg(built.join("strongroom"));
    measuring.arg("--output").arg(checkout.root.join("docs/benchmarks.md"));
    succeed(measuring.args(arguments))?;
    Ok(true)
}
