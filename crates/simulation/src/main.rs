//! Runs a real server against what it ought to do: one caller and a model, many callers, and sudden death.
//!
//! Knows the API as callers see it and the binary as operators start it; knows nothing of the server's insides. It is
//! a tool and never shipped: `cargo xtask test model histories kill` runs it.

mod client;
mod clock;
mod histories;
mod kill;
mod limits;
mod model;
mod random;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, ValueEnum};

/// What a run is told.
#[derive(Debug, Parser)]
struct Arguments {
    /// What is tried
    simulation: Simulation,
    /// Runs it at the length that the project's figures ask for
    #[arg(long)]
    long: bool,
    /// Makes the run choose as an earlier one did, which printed this number
    #[arg(long, env = "STRONGROOM_SIMULATION_SEED")]
    seed: Option<u64>,
    /// The server's binary [default: `strongroom`, beside this program]
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// What can be tried.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Simulation {
    /// Many callers at once: is there an order in which their answers make sense?
    Histories,
    /// A server that is killed again and again: is all there that was acknowledged?
    Kill,
    /// One caller and a model: is each answer the one that the model expects?
    Model,
}

/// What a simulation is run with.
#[derive(Clone, Debug)]
struct Plan {
    binary: PathBuf,
    seed: u64,
    long: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a simulation; returns whether the server did all it ought to.
fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let beside = || std::env::current_exe().map(|own| own.with_file_name("strongroom"));
    let binary = arguments.binary.clone().map_or_else(beside, Ok)?;
    let binary = binary.canonicalize().with_context(|| format!("no server at {}", binary.display()))?;
    let plan = Plan { binary, seed: arguments.seed.unwrap_or_else(clock::seed), long: arguments.long };
    println!("seed: {}", plan.seed);
    match arguments.simulation {
        Simulation::Histories => histories::run(&plan),
        Simulation::Kill => kill::run(&plan),
        Simulation::Model => model::run(&plan),
    }
}
