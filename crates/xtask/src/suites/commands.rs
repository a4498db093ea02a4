//! The suites that are calls of cargo, and how a call is watched.
//!
//! Knows the arguments and which lines of output nobody needs; what cargo writes on its standard error
//! (progress, diagnostics) goes straight to the terminal.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::Context;

use crate::checkout::{Checkout, shown, succeed};
use crate::suites::clients::RUST_SOURCE;
use crate::suites::softhsm;
use crate::suites::tally::Tally;

/// Prepares nothing: what the suite builds is what it checks.
pub(crate) fn prepare_nothing(_: &Checkout) -> anyhow::Result<()> {
    Ok(())
}

/// Checks that every file is formatted.
pub(crate) fn format(checkout: &Checkout) -> anyhow::Result<Tally> {
    single(&mut checkout.cargo(["fmt", "--all", "--check", "--", RUST_SOURCE]))
}

/// Checks the lints of all targets.
pub(crate) fn clippy(checkout: &Checkout) -> anyhow::Result<Tally> {
    single(&mut checkout.cargo(["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Checks that the documentation has no broken link.
pub(crate) fn docs(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut command = checkout.cargo(["doc", "--quiet", "--workspace", "--no-deps"]);
    single(command.env("RUSTDOCFLAGS", "-D warnings"))
}

/// Builds every target with the features that the tests see.
///
/// The conformance suite takes its server from this build too: asking for the binary alone would choose
/// other features for a few dependencies and compile all that stands on them a second time.
pub(crate) fn build_tests(checkout: &Checkout) -> anyhow::Result<()> {
    succeed(&mut checkout.cargo(["build", "--workspace", "--all-targets"]))
}

/// Builds the tests, and installs what they need beside the build.
pub(crate) fn prepare_unit(checkout: &Checkout) -> anyhow::Result<()> {
    softhsm::install(checkout)?;
    build_tests(checkout)
}

/// Runs all tests of the workspace, those in the documentation included.
pub(crate) fn unit(checkout: &Checkout) -> anyhow::Result<Tally> {
    let mut command = checkout.cargo(["test", "--workspace", "--no-fail-fast"]);
    let watched = watch(&mut command, |line| line.ends_with(" ... ok") || line.is_empty() || is_frame(line))?;
    Ok(Tally::of_cargo(&watched.lines).or_failed(shown(&command), watched.success))
}

fn is_frame(line: &str) -> bool {
    line.starts_with("running ") || line.starts_with("test result: ok") || line.ends_with(" ... ignored")
}

fn single(command: &mut Command) -> anyhow::Result<Tally> {
    let watched = watch(command, |_| false)?;
    Ok(Tally::of_command(shown(command), watched.success))
}

/// What a command wrote on its standard output, and whether it succeeded.
#[derive(Debug)]
pub(crate) struct Watched {
    /// The lines, noise included.
    pub(crate) lines: Vec<String>,
    /// Whether it exited with success.
    pub(crate) success: bool,
}

/// Runs `command` to its end, showing the lines that are not noise as they come.
///
/// # Errors
///
/// It could not be started, or its output could not be read (the medium's fault).
pub(crate) fn watch(command: &mut Command, is_noise: fn(&str) -> bool) -> anyhow::Result<Watched> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", shown(command)))?;
    let output = child.stdout.take().context("the command has no standard output")?;
    let mut lines = Vec::new();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        if !is_noise(&line) {
            println!("{line}");
        }
        lines.push(line);
    }
    Ok(Watched { lines, success: child.wait()?.success() })
}
