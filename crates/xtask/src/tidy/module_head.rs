//! Every module opens with a `//!` paragraph that says what it is for and what it does not know.

use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Finds shipped modules that open with something else.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let modules = workspace.shipped_sources().filter(|source| source.is_in_src());
    let headless = modules.filter(|source| !source.text.starts_with("//!"));
    headless.map(|source| Finding::new(&source.path, "no `//!` head", INSTEAD)).collect()
}

const INSTEAD: &str = "begin the file with what it is for and what it does not know";
