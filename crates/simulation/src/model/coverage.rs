//! What a run has tried: steps by operation, refusals by code and reason, what time did.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::refusal::Refusal;

/// Counts of what was tried.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    cases: u64,
    operations: BTreeMap<&'static str, (u64, u64)>,
    refusals: BTreeMap<(&'static str, String), u64>,
    events: BTreeMap<&'static str, usize>,
}

impl Coverage {
    /// Counts a case.
    pub(crate) fn count_case(&mut self) {
        self.cases += 1;
    }

    /// Counts a step that is no call.
    pub(crate) fn count(&mut self, operation: &'static str) {
        self.operations.entry(operation).or_default().0 += 1;
    }

    /// Counts things of a kind that happened to secrets.
    pub(crate) fn count_many(&mut self, what: &'static str, many: usize) {
        *self.events.entry(what).or_default() += many;
    }

    /// Counts a call, and the refusal that it was rightly answered with.
    pub(crate) fn count_call(&mut self, operation: &'static str, refusal: Option<&Refusal>) {
        self.count(operation);
        if let Some(refusal) = refusal {
            self.operations.entry(operation).or_default().1 += 1;
            *self.refusals.entry((refusal.code(), refusal.kind())).or_default() += 1;
        }
    }

    /// Adds what another run has tried.
    pub(crate) fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        for (operation, (steps, refused)) in &other.operations {
            let entry = self.operations.entry(operation).or_default();
            *entry = (entry.0 + steps, entry.1 + refused);
        }
        for (refusal, count) in &other.refusals {
            *self.refusals.entry(refusal.clone()).or_default() += count;
        }
        other.events.iter().for_each(|(what, many)| self.count_many(what, *many));
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: u64 = self.operations.values().map(|(steps, _)| steps).sum();
        writeln!(
            f,
            "{} cases, {steps} steps\n\n{:<28}{:>10}{:>10}",
            self.cases, "operation", "steps", "refused"
        )?;
        for (operation, (steps, refused)) in &self.operations {
            writeln!(f, "{operation:<28}{steps:>10}{refused:>10}")?;
        }
        writeln!(f, "\n{:<34}{:<22}{:>10}", "code", "reason", "seen")?;
        let mut refusals = self.refusals.iter();
        refusals.try_for_each(|((code, kind), seen)| writeln!(f, "{code:<34}{kind:<22}{seen:>10}"))?;
        writeln!(f)?;
        self.events.iter().try_for_each(|(what, many)| writeln!(f, "{what}: {many}"))
    }
}
