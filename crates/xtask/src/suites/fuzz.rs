//! The fuzz suite: each target for a while, with the inputs of earlier runs.
//!
//! Knows how the targets are built, so that libFuzzer sees which code an input reaches: the compiler is called by a wrapper
//! for our own crates alone, so what they depend on is not compiled a second time. What a target does stands in `fuzz/`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, ensure};

use crate::checkout::{Checkout, Length, output, shown, succeed};
use crate::suites::tally::Tally;

/// How long each target runs.
const SECONDS: u32 = 1;
const LONG_SECONDS: u32 = 60;

/// How long one input may take: a machine may be slow, but not so slow.
const INPUT_SECONDS_MAX: u32 = 30;

/// Where inputs go that reach new code, and those that a target failed on; not checked in.
const FOUND: &str = "target/fuzz";

/// Builds all targets into one program.
///
/// All crates are named for the features that the other suites see.
pub(crate) fn prepare(checkout: &Checkout) -> anyhow::Result<()> {
    let mut cargo = checkout.cargo(["build", "--workspace", "--features", "fuzz/libfuzzer", "--bin", "fuzz"]);
    succeed(cargo.env("RUSTC_WORKSPACE_WRAPPER", checkout.root.join("fuzz/instrumented-rustc")))
        .context("the fuzzer is written in C++: it needs a compiler (Debian: apt-get install g++)")
}

/// Runs each target, and prints how often it ran and whether it failed.
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<Tally> {
    let binary = checkout.binary("fuzz")?;
    let names = output(checkout.command(&binary).arg("--list"))?;
    ensure!(!names.is_empty(), "there are no targets");
    let mut tally = Tally::default();
    for name in names.lines() {
        match fuzz(checkout, &binary, name) {
            Ok(()) => tally.passed = tally.passed.saturating_add(1),
            Err(error) => tally.failed.push(format!("{name}: {error:#}")),
        }
    }
    Ok(tally)
}

fn fuzz(checkout: &Checkout, binary: &Path, name: &str) -> anyhow::Result<()> {
    let found = checkout.root.join(FOUND).join(name);
    fs::create_dir_all(&found).with_context(|| found.display().to_string())?;
    let seconds = if checkout.length == Length::Long { LONG_SECONDS } else { SECONDS };
    let mut command = checkout.command(binary);
    command.arg(format!("--target={name}")).arg(format!("-max_total_time={seconds}"));
    command.arg(format!("-timeout={INPUT_SECONDS_MAX}")).arg(format!("-artifact_prefix={FOUND}/{name}-"));
    command.arg("-print_final_stats=1").arg(found).arg(format!("fuzz/corpus/{name}"));
    let output = command.output().with_context(|| format!("cannot start {}", shown(&command)))?;
    tell(name, &command, &output)
}

fn tell(name: &str, command: &Command, output: &Output) -> anyhow::Result<()> {
    let log = String::from_utf8_lossy(&output.stderr);
    let crashes = usize::from(!output.status.success());
    println!("{name:<26} {:>9} executions, {crashes} crashes", executions(&log));
    if !output.status.success() {
        println!("{log}");
    }
    ensure!(output.status.success(), "{} failed: {}", shown(command), output.status);
    Ok(())
}

/// What libFuzzer says at its end.
fn executions(log: &str) -> &str {
    let stated = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    stated.map_or("?", str::trim)
}
