//! Cuts the power of a store, in thought: a recorder notes each call by which the embedded engine changes its files, and
//! from that it is worked out what a disk may hold if power fails after any of them.
//!
//! Each such image is opened by the engine again, which must find everything acknowledged before, nothing half, and nothing
//! that was never written. Two controls run on disks that ignore a kind of sync, where violations must be found: without
//! them nobody would know that the test can fail. Never shipped.

mod disk;
mod examination;
mod ledger;
mod limits;
mod recorder;
mod trace;
mod transaction;
mod verdict;
mod writer;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::ensure;
use clap::{Parser, Subcommand};
use seal::Entropy;

use crate::examination::{Examination, Moments};
use crate::limits::{IMAGES_CONTROL, IMAGES_LARGE, IMAGES_SHORT};
use crate::trace::Trace;
use crate::writer::Plan;

/// Cuts the power of a store after any of its calls, and opens what is left.
#[derive(Debug, Parser)]
struct Arguments {
    /// Cuts it after each call, and records a second, larger run.
    #[arg(long)]
    long: bool,
    /// What is drawn by chance follows from it.
    #[arg(long)]
    seed: Option<u64>,
    /// A trace that an earlier run left behind, instead of new ones.
    #[arg(long)]
    trace: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes to a store; the program starts itself so, under the recorder.
    Write {
        /// An empty folder.
        root: PathBuf,
        /// What is written.
        plan: Plan,
    },
}

fn main() -> ExitCode {
    match perform(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &Arguments) -> anyhow::Result<bool> {
    if let Some(Command::Write { root, plan }) = &arguments.command {
        writer::run(root, *plan)?;
        return Ok(true);
    }
    let seed = arguments.seed.unwrap_or_else(|| u64::from(u32::from_le_bytes(Entropy::system().bytes())));
    println!("seed {seed}");
    if let Some(path) = &arguments.trace {
        return examine(&Trace::parse(&std::fs::read(path)?)?, moments(Plan::Small, arguments.long), seed);
    }
    let plans: &[Plan] = if arguments.long { &[Plan::Small, Plan::Large] } else { &[Plan::Small] };
    let folder = tempfile::Builder::new().prefix("power-cut-").tempdir()?;
    for plan in plans {
        let records = folder.path().join(format!("{plan:?}"));
        if !examine(&recorder::record(&records, *plan)?, moments(*plan, arguments.long), seed)? {
            let _kept = folder.keep();
            println!("again: power-cut --seed {seed} --trace {}", records.join("trace").display());
            return Ok(false);
        }
    }
    Ok(true)
}

/// When the power is cut. Each image of the larger run is opened too slowly to make all of them.
fn moments(plan: Plan, is_long: bool) -> Moments {
    match (plan, is_long) {
        (Plan::Large, _) => Moments::About(IMAGES_LARGE),
        (Plan::Small, false) => Moments::About(IMAGES_SHORT),
        (Plan::Small, true) => Moments::All,
    }
}

/// Examines the trace, then the controls; returns whether every promise was kept.
fn examine(trace: &Trace, moments: Moments, seed: u64) -> anyhow::Result<bool> {
    let examination = Examination::of(trace, moments, seed)?;
    println!("{} calls: {examination}", trace.0.len());
    examination.shown.iter().for_each(|violation| println!("  {violation}"));
    for (ignored, ending) in [("log", "store.db-wal"), ("database", "store.db")] {
        let control =
            Examination::of(&trace.with_syncs_ignored(ending), Moments::About(IMAGES_CONTROL), seed)?;
        println!("control, syncs of the {ignored} ignored: {control}");
        ensure!(control.violations > 0, "the control found nothing, so this test finds nothing either");
    }
    Ok(examination.violations == 0)
}
