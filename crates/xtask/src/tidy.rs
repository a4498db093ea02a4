//! The house rules that no compiler knows; each failure names file, rule and replacement.
//!
//! Knows the rules, a file each; knows nothing of how a crate works. Runs as `cargo xtask tidy` and as a
//! test of this crate.

mod debug;
mod edges;
mod file_budget;
mod forgotten_files;
mod function_budget;
mod graph;
mod manifest;
mod module_head;
mod names;
mod outsiders;
mod source;
mod syntax;
mod violation;
mod words;
mod workspace;

#[cfg(test)]
mod tests;

use anyhow::Context;

use crate::checkout::Checkout;
use crate::tidy::violation::{Finding, Violation};
use crate::tidy::workspace::Workspace;

/// A house rule: its name, and what finds the places that break it.
#[derive(Debug)]
pub(crate) struct Rule {
    name: &'static str,
    check: fn(&Workspace) -> Vec<Finding>,
}

/// Every rule, by name.
pub(crate) const RULES: [Rule; 11] = [
    Rule { name: "debug", check: debug::check },
    Rule { name: "edges", check: edges::check },
    Rule { name: "file-budget", check: file_budget::check },
    Rule { name: "forgotten-files", check: forgotten_files::check },
    Rule { name: "function-budget", check: function_budget::check },
    Rule { name: "graph", check: graph::check },
    Rule { name: "module-head", check: module_head::check },
    Rule { name: "names", check: names::check },
    Rule { name: "outsiders", check: outsiders::check },
    Rule { name: "syntax", check: syntax::check },
    Rule { name: "words", check: words::check },
];

/// Checks every rule and prints what breaks one; returns whether none does.
///
/// # Errors
///
/// As [`violations`].
pub(crate) fn run(checkout: &Checkout) -> anyhow::Result<bool> {
    let violations = violations(checkout)?;
    violations.iter().for_each(|violation| eprintln!("{violation}"));
    Ok(violations.is_empty())
}

/// Finds every place that breaks a rule.
///
/// # Errors
///
/// A file could not be read, or cargo could not resolve the dependencies.
pub(crate) fn violations(checkout: &Checkout) -> anyhow::Result<Vec<Violation>> {
    let workspace = Workspace::read(checkout).context("cannot read the workspace")?;
    Ok(RULES.iter().flat_map(|rule| rule.violations(&workspace)).collect())
}

impl Rule {
    fn violations(&self, workspace: &Workspace) -> Vec<Violation> {
        let findings = (self.check)(workspace).into_iter();
        findings.map(|finding| Violation { rule: self.name, finding }).collect()
    }
}
