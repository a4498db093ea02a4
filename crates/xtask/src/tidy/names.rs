//! No drawer without a label: a homeless function belongs to the type it serves.

use std::path::Path;

use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Names that say nothing of what is inside.
const DRAWERS: [&str; 6] = ["common", "helpers", "misc", "types", "util", "utils"];

/// Endings of the files in which code is written.
const CODE: [&str; 4] = ["py", "rs", "ts", "tsx"];

/// Finds files, folders and crates of such a name.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace.files.keys().filter_map(|path| finding(path)).collect()
}

fn finding(path: &str) -> Option<Finding> {
    let file = Path::new(path);
    let is_code = file.extension().is_some_and(|ending| CODE.iter().any(|code| ending == *code));
    let stem = file.with_extension("");
    let drawer = stem.iter().find_map(|part| DRAWERS.iter().find(|drawer| part == **drawer))?;
    let wrong = format!("`{drawer}` says nothing of what is inside");
    is_code.then(|| Finding::new(path, wrong, "move each item to the type or the concept it serves"))
}
