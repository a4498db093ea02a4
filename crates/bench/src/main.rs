//! `cargo xtask bench`: what a call costs, beside a bare HTTP server and beside the storage engine alone.
//!
//! Everything runs on one machine in one go, in interleaved rounds, so the figures that count are the ratios. Requests are
//! signed beforehand: the measuring side must cost as little as it can, and as much for the ceiling as for the server.

mod ceiling;
mod engine;
mod http1;
mod limits;
mod load;
mod measure;
mod process;
mod setup;
mod signing;
mod table;
mod workload;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Measures a server.
#[derive(Debug, Parser)]
#[command(name = "bench")]
enum Task {
    /// Answers every request with a body of zeros: what the HTTP library alone can do. Used by `run`.
    #[command(hide = true)]
    Ceiling {
        /// The size of the body in bytes.
        #[arg(long)]
        body_bytes: usize,
    },
    /// Runs all measurements and prints the table.
    Run(Plan),
}

/// What is to be measured, and how thoroughly.
#[derive(Debug, Clone, clap::Args)]
struct Plan {
    /// The server's binary.
    #[arg(long)]
    strongroom: PathBuf,
    /// How many secrets the store holds.
    #[arg(long, default_value_t = 100_000)]
    secrets: usize,
    /// How many users there are beside the one that assumes the role; those that its account cannot hold are in others.
    #[arg(long, default_value_t = 10_000)]
    users: usize,
    /// How many rounds; each figure is the median of them.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// How long one round of one workload is measured, in seconds.
    #[arg(long, default_value_t = 2)]
    seconds: usize,
    /// The numbers of connections.
    #[arg(long, value_delimiter = ',', default_value = "1,16,64")]
    connections: Vec<usize>,
    /// Only workloads whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Writes the table into this file too.
    #[arg(long)]
    output: Option<PathBuf>,
    /// A configuration file for the server.
    #[arg(long)]
    config: Option<PathBuf>,
}

fn main() -> ExitCode {
    let outcome = match Task::parse() {
        Task::Ceiling { body_bytes } => ceiling::serve(body_bytes),
        Task::Run(plan) => measure::run(&plan),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure:#}");
            ExitCode::FAILURE
        }
    }
}
