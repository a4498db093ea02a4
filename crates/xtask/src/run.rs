//! `cargo xtask run`: from a fresh clone to a server that answers.
//!
//! Knows how the binary is built and started; which address, which folder and what to print at the
//! start are the server's own defaults.

use std::convert::Infallible;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::process::Command;

use anyhow::Context;

use crate::checkout::{Checkout, succeed};

/// Builds the server with the `dev` profile and becomes it, so that signals and exit code are its own.
///
/// The caller's working directory stays, because `./strongroom-data` is meant to be found there.
/// Returns only what went wrong.
pub(crate) fn serve(checkout: &Checkout, arguments: &[OsString]) -> anyhow::Error {
    match start(checkout, arguments) {
        Err(error) => error,
        Ok(never) => match never {},
    }
}

fn start(checkout: &Checkout, arguments: &[OsString]) -> anyhow::Result<Infallible> {
    succeed(&mut checkout.cargo(["build", "--package", "strongroom"]))?;
    let binary = checkout.server_binary()?;
    let error = Command::new(&binary).arg("serve").args(arguments).exec();
    Err(error).with_context(|| format!("cannot start {}", binary.display()))
}
