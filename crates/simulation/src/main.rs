//! Runs a real server against what it ought to do: one caller and a model, many callers, and sudden death; and the
//! policy engine against other evaluators.
//!
//! Knows the API as callers see it, the binary as operators start it and the policy engine as `iam` publishes it; knows
//! nothing of the server's insides. It is a tool and never shipped: `cargo xtask test policies model histories kill`
//! runs it.

mod client;
mod clock;
mod histories;
mod kill;
mod limits;
mod model;
mod policies;
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
    /// The npm packages, among them another evaluator of policies
    #[arg(long, value_name = "FOLDER", env = "STRONGROOM_NODE_MODULES")]
    #[arg(default_value = ".tools/javascript/node_modules")]
    node_modules: PathBuf,
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
    /// Random policies and requests: do other evaluators decide as our engine does?
    Policies,
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
    let seed = arguments.seed.unwrap_or_else(clock::seed);
    println!("seed: {seed}");
    let plan = |binary| Plan { binary, seed, long: arguments.long };
    match arguments.simulation {
        Simulation::Histories => histories::run(&plan(server(arguments)?)),
        Simulation::Kill => kill::run(&plan(server(arguments)?)),
        Simulation::Model => model::run(&plan(server(arguments)?)),
        Simulation::Policies => {
            let node_modules = arguments.node_modules.clone();
            policies::run(&policies::Plan { seed, long: arguments.long, node_modules })
        }
    }
}

/// Finds the server's binary.
fn server(arguments: &Arguments) -> anyhow::Result<PathBuf> {
    let beside = || std::env::current_exe().map(|own| own.with_file_name("strongroom"));
    let binary = arguments.binary.clone().map_or_else(beside, Ok)?;
    binary.canonicalize().with_context(|| format!("no server at {}", binary.display()))
}
