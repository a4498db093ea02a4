//! One caller and a model: random sequences of calls, each answer compared with the one that the model expects.
//!
//! Knows how cases are chosen, tried, and made smaller when one fails. The rules of secrets are in `secret.rs`, those of
//! each call in `case/`; they are written from AWS's documentation and share no code with the server.

mod case;
mod coverage;
mod entry;
mod expected;
mod moment;
pub(crate) mod refusal;
pub(crate) mod secret;
mod step;
mod world;

use std::cell::RefCell;
use std::thread::{self, ScopedJoinHandle};

use anyhow::anyhow;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use crate::Plan;
use crate::limits::{MODEL_CASES_LONG, MODEL_CASES_SHORT, MODEL_SHRINKS_MAX, MODEL_WORKERS};
use crate::model::coverage::Coverage;
use crate::model::step::Step;
use crate::model::world::World;
use crate::random::Random;

/// Holds several servers against the model; returns whether every answer was right.
///
/// # Errors
///
/// A server could not be started, stopped or commanded.
pub(crate) fn run(plan: &Plan) -> anyhow::Result<bool> {
    let mut random = Random::of(plan.seed);
    let seeds: Vec<_> = (0..MODEL_WORKERS).map(|_| random.bytes()).collect();
    let outcomes: anyhow::Result<Vec<Outcome>> = thread::scope(|scope| {
        let workers: Vec<_> = seeds.iter().map(|seed| scope.spawn(|| work(plan, seed))).collect();
        let join =
            |worker: ScopedJoinHandle<'_, _>| worker.join().map_err(|_| anyhow!("a worker panicked"))?;
        workers.into_iter().map(join).collect()
    });
    let outcomes = outcomes?;
    let mut coverage = Coverage::default();
    outcomes.iter().for_each(|outcome| coverage.add(&outcome.coverage));
    println!("{coverage}");
    let mismatches: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.mismatch.as_deref()).collect();
    mismatches.iter().for_each(|mismatch| println!("\nmismatch:\n{mismatch}"));
    println!("mismatches: {}", mismatches.len());
    Ok(mismatches.is_empty())
}

/// What one worker found.
struct Outcome {
    coverage: Coverage,
    mismatch: Option<String>,
}

/// Tries cases against one server, up to the first that fails, which is made smaller.
fn work(plan: &Plan, seed: &[u8; 32]) -> anyhow::Result<Outcome> {
    let world = RefCell::new(World::start(&plan.binary)?);
    let config = Config {
        cases: if plan.long { MODEL_CASES_LONG } else { MODEL_CASES_SHORT },
        max_shrink_iters: MODEL_SHRINKS_MAX,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, seed));
    let tried = runner.run(&step::steps(), |steps| {
        let tried = world.borrow_mut().try_case(&steps);
        tried.map_err(|mismatch| TestCaseError::fail(mismatch.to_string()))
    });
    let mut world = world.into_inner();
    let mismatch = match tried {
        Ok(()) => None,
        Err(TestError::Fail(reason, steps)) => Some(told(&mut world, &reason.to_string(), &steps)),
        Err(TestError::Abort(reason)) => return Err(anyhow!("the run was given up: {reason}")),
    };
    Ok(Outcome { coverage: world.stop()?, mismatch })
}

/// Tells the smallest failing case, with the requests and answers of one more try.
fn told(world: &mut World, reason: &str, steps: &[Step]) -> String {
    let again = world.try_case(steps).err().map_or_else(|| reason.to_owned(), |error| error.to_string());
    let steps: Vec<_> = steps.iter().map(|step| format!("  {step:?}")).collect();
    format!("{again}\nsteps:\n{}\nexchanges:\n{}", steps.join("\n"), world.transcript())
}
