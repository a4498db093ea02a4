//! The workspace's own tasks: start a server, run the suites, check the house rules, measure.
//!
//! Knows how the repository is built and tested; knows nothing of what the product does.

mod bench;
mod checkout;
mod limits;
mod run;
mod suites;
mod tidy;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::builder::PossibleValuesParser;

use crate::checkout::{Checkout, Length};

/// The tasks of the Strongroom workspace.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
enum Task {
    /// Measures an optimised server beside a bare HTTP server, and writes the table to docs/benchmarks.md.
    Bench {
        /// Further arguments of `bench run`, such as `--rounds 5` or `--only GetSecretValue`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Builds the server and starts it on 127.0.0.1:7766, with its data under ./strongroom-data.
    Run {
        /// Further arguments of `strongroom serve`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Runs the test suites in order of cost; all of them unless some are named.
    Test {
        /// Runs them at the length that the project's figures ask for.
        #[arg(long)]
        long: bool,
        /// The suites to run.
        #[arg(value_name = "SUITE", value_parser = PossibleValuesParser::new(suites::names()))]
        suites: Vec<String>,
    },
    /// Checks the house rules that no compiler knows.
    Tidy,
}

fn main() -> ExitCode {
    match perform(Task::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Performs a task; returns whether what it checked is in order.
fn perform(task: Task) -> anyhow::Result<bool> {
    match task {
        Task::Bench { arguments } => bench::run(&Checkout::new(Length::Short), &arguments),
        Task::Run { arguments } => Err(run::serve(&Checkout::new(Length::Short), &arguments)),
        Task::Test { long, suites } => Ok(suites::run(&Checkout::new(Length::of(long)), &suites)),
        Task::Tidy => tidy::run(&Checkout::new(Length::Short)),
    }
}
