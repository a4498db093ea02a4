//! What a run came to: how often pairs were decided how, who differed and why, and whether the run could have failed.
//!
//! Knows the numbers that a run must reach, so that it is never about nothing.

use std::collections::BTreeMap;
use std::fmt;

use crate::limits::{POLICY_SHARE_PERCENT_MIN, POLICY_UNEXPLAINED_MAX};
use crate::policies::generator;
use crate::policies::known::{self, Known};
use crate::policies::ours;
use crate::policies::pair::Pair;
use crate::policies::verdict::{Judge, Opinion, Verdict};
use crate::policies::world::{Kind, Who};

/// The counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pairs: u64,
    verdicts: BTreeMap<Verdict, u64>,
    kinds: BTreeMap<(Kind, Verdict), u64>,
    callers: BTreeMap<(Who, Verdict), u64>,
    operators: BTreeMap<String, u64>,
    /// How often the decision would have been another without the policies of a side.
    sides: BTreeMap<&'static str, u64>,
    judges: BTreeMap<Judge, Judged>,
    known: BTreeMap<&'static str, u64>,
    unexplained: Vec<String>,
}

/// How often a judge agreed, had no verdict or differed for a known reason, and differed for none.
#[derive(Debug, Default)]
struct Judged {
    agreed: u64,
    abstained: u64,
    explained: u64,
    unexplained: u64,
}

/// Takes the policies of a side away.
type Lift = fn(Pair) -> Pair;

const SIDES: [(&str, Lift); 4] = [
    ("boundary", |pair| Pair { boundary: None, ..pair }),
    ("identity", |pair| Pair { identity: vec![], ..pair }),
    ("resource", |pair| Pair { resource: None, ..pair }),
    ("session", |pair| Pair { session: None, ..pair }),
];

impl Tally {
    /// Counts a pair and its decision.
    ///
    /// # Errors
    ///
    /// Our engine refuses a policy.
    pub(crate) fn count(&mut self, pair: &Pair, ours: Verdict) -> anyhow::Result<()> {
        self.pairs += 1;
        *self.verdicts.entry(ours).or_default() += 1;
        *self.kinds.entry((pair.target.kind, ours)).or_default() += 1;
        *self.callers.entry((pair.who, ours)).or_default() += 1;
        for test in pair.tests() {
            *self.operators.entry(test.operator.clone()).or_default() += 1;
        }
        for (side, lift) in SIDES {
            let matters = ours::decide(&lift(pair.clone()))? != ours;
            *self.sides.entry(side).or_default() += u64::from(matters);
        }
        Ok(())
    }

    pub(crate) fn agreed(&mut self, judge: Judge) {
        self.judges.entry(judge).or_default().agreed += 1;
    }

    /// Counts a difference that is known, or that a judge has no verdict for a known reason.
    pub(crate) fn explained(&mut self, judge: Judge, known: &Known, theirs: &Opinion) {
        let judged = self.judges.entry(judge).or_default();
        match theirs {
            Opinion::Abstains(_) => judged.abstained += 1,
            Opinion::Says(_) => judged.explained += 1,
        }
        *self.known.entry(known.reason).or_default() += 1;
    }

    /// Counts a difference that nothing explains, and tells the first ones.
    pub(crate) fn unexplained(&mut self, judge: Judge, difference: String) {
        self.judges.entry(judge).or_default().unexplained += 1;
        if self.unexplained.len() < POLICY_UNEXPLAINED_MAX {
            self.unexplained.push(difference);
        }
    }

    /// Whether every difference is explained, and enough was tried of everything.
    pub(crate) fn is_in_order(&self) -> bool {
        self.judges.values().all(|judged| judged.unexplained == 0) && self.wants().is_empty()
    }

    /// What the run had too little of to mean anything.
    fn wants(&self) -> Vec<String> {
        let enough = self.pairs * POLICY_SHARE_PERCENT_MIN / 100;
        let mut wants = Vec::new();
        for judge in Judge::ALL {
            let agreed = self.judges.get(&judge).map_or(0, |judged| judged.agreed);
            wants.extend((agreed == 0).then(|| format!("{judge} agreed to nothing")));
        }
        for verdict in Verdict::ALL {
            let count = self.verdicts.get(&verdict).copied().unwrap_or(0);
            wants.extend((count < enough).then(|| format!("only {count} pairs are {verdict}")));
        }
        for kind in [Kind::Key, Kind::Nothing, Kind::Role, Kind::Secret] {
            let some = Verdict::ALL.iter().all(|verdict| self.kinds.contains_key(&(kind, *verdict)));
            wants.extend((!some).then(|| format!("not every decision about {kind:?}")));
        }
        for who in Who::ALL {
            let some = Verdict::ALL.iter().all(|verdict| self.callers.contains_key(&(who, *verdict)));
            wants.extend((!some).then(|| format!("not every decision about {who:?}")));
        }
        wants.extend(SIDES.iter().filter_map(|(side, _)| {
            let count = self.sides.get(side).copied().unwrap_or(0);
            (count * 100 < self.pairs).then(|| format!("the {side} side mattered to {count} pairs only"))
        }));
        wants.extend(generator::names_of_operators().filter_map(|name| {
            (!self.operators.contains_key(&name)).then(|| format!("{name} did not occur"))
        }));
        wants
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |count: u64| count as f64 * 100.0 / self.pairs.max(1) as f64;
        self.unexplained
            .iter()
            .try_for_each(|difference| writeln!(f, "unexplained difference:\n{difference}\n"))?;
        writeln!(f, "pairs: {}", self.pairs)?;
        for (verdict, count) in &self.verdicts {
            writeln!(f, "  {verdict:<24}{count:>9}  {:>5.1} %", share(*count))?;
        }
        for ((kind, verdict), count) in &self.kinds {
            writeln!(f, "  {:<10}{verdict:<24}{count:>9}", format!("{kind:?}"))?;
        }
        for ((who, verdict), count) in &self.callers {
            writeln!(f, "  {:<14}{verdict:<24}{count:>9}", format!("{who:?}"))?;
        }
        for (side, count) in &self.sides {
            writeln!(f, "  decided otherwise without the {side:<9}{count:>9}  {:>5.1} %", share(*count))?;
        }
        writeln!(f, "operators seen: {}", self.operators.len())?;
        for (judge, judged) in &self.judges {
            let Judged { agreed, abstained, explained, unexplained } = judged;
            let asked = agreed + abstained + explained + unexplained;
            writeln!(f, "{judge:<13} asked: {asked}, agreed: {agreed}, without a verdict: {abstained}")?;
            writeln!(f, "{:<13} differing for a known reason: {explained}, for none: {unexplained}", "")?;
        }
        for known in known::table() {
            let count = self.known.get(known.reason).copied().unwrap_or(0);
            writeln!(f, "{count:>7}  {}: {}", known.judge, known.reason)?;
        }
        self.wants().iter().try_for_each(|want| writeln!(f, "too little: {want}"))
    }
}
