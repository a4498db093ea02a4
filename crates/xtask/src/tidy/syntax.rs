//! Every Rust file and manifest parses: the other rules cannot see into one that does not.

use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Finds the files that do not parse.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace.unparsed.clone()
}
