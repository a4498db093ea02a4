//! Random pairs of policies and a request, decided by our engine and by two evaluators that share no code with it.
//!
//! Knows how pairs are chosen, judged, and made smaller when a judge differs. Which differences are known, and why, stands
//! in `policies/known.rs`; one that is not known there is a failure.

mod generator;
mod iam_rs;
mod known;
mod ours;
mod pair;
mod shrink;
mod simulator;
mod tally;
#[cfg(test)]
mod tests;
mod verdict;
mod world;

use std::path::{Path, PathBuf};

use crate::limits::{POLICY_BATCH_PAIRS, POLICY_PAIRS_LONG, POLICY_PAIRS_SHORT};
use crate::policies::known::Known;
use crate::policies::pair::Pair;
use crate::policies::simulator::Simulator;
use crate::policies::tally::Tally;
use crate::policies::verdict::{Judge, Opinion, Verdict};
use crate::policies::world::Kind;
use crate::random::Random;

/// What a run is given.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    pub(crate) long: bool,
    /// Where the package `@cloud-copilot/iam-simulate` is installed.
    pub(crate) node_modules: PathBuf,
}

/// Has pairs decided and judged; returns whether every difference is a known one, and every kind of pair occurred.
///
/// # Errors
///
/// A judge could not be started or died, or our engine refuses a policy.
pub(crate) fn run(plan: &Plan) -> anyhow::Result<bool> {
    let mut random = Random::of(plan.seed);
    let mut bench = Bench::start(&plan.node_modules)?;
    let mut left = if plan.long { POLICY_PAIRS_LONG } else { POLICY_PAIRS_SHORT };
    while left > 0 {
        let size = left.min(POLICY_BATCH_PAIRS);
        left -= size;
        let batch: Vec<_> = (0..size).map(|_| generator::pair(random.split())).collect();
        bench.judge(&batch)?;
    }
    println!("{}", bench.tally);
    Ok(bench.tally.is_in_order())
}

/// The judges, and what they said so far.
struct Bench {
    simulator: Simulator,
    tally: Tally,
}

impl Bench {
    fn start(node_modules: &Path) -> anyhow::Result<Self> {
        Ok(Self { simulator: Simulator::start(node_modules)?, tally: Tally::default() })
    }

    /// Has a batch of pairs judged; while iam-simulate thinks about it, so do the others.
    fn judge(&mut self, batch: &[Pair]) -> anyhow::Result<()> {
        self.simulator.ask(batch)?;
        let ours: Vec<_> = batch.iter().map(ours::decide).collect::<anyhow::Result<_>>()?;
        for pair in batch.iter().filter(|pair| pair.target.kind != Kind::Nothing) {
            for alone in pair.alone() {
                let ours = ours::decide(&alone)?;
                self.compare(Judge::IamRs, &alone, ours, &iam_rs::judge(&alone))?;
            }
        }
        let opinions: Vec<_> =
            batch.iter().map(|_| self.simulator.answer()).collect::<anyhow::Result<_>>()?;
        for ((pair, ours), opinion) in batch.iter().zip(ours).zip(opinions) {
            self.tally.count(pair, ours)?;
            self.compare(Judge::IamSimulate, pair, ours, &opinion)?;
        }
        Ok(())
    }

    fn compare(&mut self, judge: Judge, pair: &Pair, ours: Verdict, theirs: &Opinion) -> anyhow::Result<()> {
        if theirs.is(ours) {
            self.tally.agreed(judge);
            return Ok(());
        }
        let smallest = shrink::shrink(pair.clone(), |smaller| {
            Ok(ours::decide(smaller)? == ours && self.asked(judge, smaller)?.resembles(theirs))
        })?;
        match Known::find(judge, &smallest, ours, theirs) {
            Some(known) => self.tally.explained(judge, known, theirs),
            None => {
                let verdicts = format!("ours: {ours}, {judge}: {theirs}");
                self.tally.unexplained(judge, format!("{verdicts}\nsmallest: {smallest}\nwhole: {pair}"));
            }
        }
        Ok(())
    }

    fn asked(&mut self, judge: Judge, pair: &Pair) -> anyhow::Result<Opinion> {
        match judge {
            Judge::IamRs => Ok(iam_rs::judge(pair)),
            Judge::IamSimulate => {
                self.simulator.ask([pair])?;
                self.simulator.answer()
            }
        }
    }
}
