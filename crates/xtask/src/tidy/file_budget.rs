//! A file stays readable: a budget of lines, and a ratchet for the few that exceed it.
//!
//! An exception is written down with its present size, and has to be corrected with every change of it, so
//! that growth is seen in review and a file that was split leaves the list.

use toml::Table;

use crate::limits::{FILE_LINES_EXCEPTION_MAX, FILE_LINES_MAX};
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// The exceptions: a path and its lines, on a line each.
pub(crate) const EXCEPTIONS: &str = "crates/xtask/src/tidy/file_budget.toml";

/// Finds files over their budget, and exceptions that are no longer true.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let text = workspace.files.get(EXCEPTIONS).map_or("", String::as_str);
    match text.parse::<Table>() {
        Ok(exceptions) => against(workspace, &exceptions),
        Err(error) => vec![Finding::new(EXCEPTIONS, error.message(), "write `\"path\" = lines`")],
    }
}

fn against(workspace: &Workspace, exceptions: &Table) -> Vec<Finding> {
    let allowed = |path: &str| exceptions.get(path)?.as_integer();
    let sources = workspace.shipped_sources();
    let sizes = sources.map(|source| (&source.path, source.shipped_lines(), allowed(&source.path)));
    let over = sizes.filter_map(|(path, lines, allowed)| finding(path, lines, allowed));
    let known = |path: &str| workspace.shipped_sources().any(|source| source.path == path);
    let gone = exceptions.keys().filter(|path| !known(path));
    over.chain(
        gone.map(|path| Finding::new(EXCEPTIONS, format!("`{path}` does not exist"), "remove the line")),
    )
    .collect()
}

fn finding(path: &str, lines: usize, exception: Option<i64>) -> Option<Finding> {
    let has = format!("{lines} lines without tests");
    match exception.map(|lines| usize::try_from(lines).unwrap_or_default()) {
        None if lines <= FILE_LINES_MAX => None,
        None => Some(Finding::new(path, has, format!("split it; {FILE_LINES_MAX} is the budget"))),
        Some(_) if lines <= FILE_LINES_MAX => {
            Some(Finding::new(path, has, format!("remove it from {EXCEPTIONS}")))
        }
        Some(_) if lines > FILE_LINES_EXCEPTION_MAX => Some(Finding::new(
            path,
            has,
            format!("split it; no exception goes beyond {FILE_LINES_EXCEPTION_MAX}"),
        )),
        Some(allowed) if lines > allowed => {
            Some(Finding::new(path, has, format!("split it; its exception is {allowed}")))
        }
        Some(allowed) if lines < allowed => {
            Some(Finding::new(path, has, format!("lower it to {lines} in {EXCEPTIONS}")))
        }
        Some(_) => None,
    }
}
