//! A file that no module includes is neither compiled nor tested, and nobody is told.
//!
//! Knows how cargo finds the roots and how `mod name;` finds a file; nothing of `#[path]`, which hides one.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Ident, ItemMod};

use crate::limits::INTEGRATION_BINARIES_MAX;
use crate::tidy::source::Source;
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Finds files under `src` or `tests` that nothing includes, and crates with several integration binaries.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let included: BTreeSet<String> = workspace.sources.iter().flat_map(Includes::of).collect();
    let forgotten =
        workspace.sources.iter().filter(|source| !is_root(&source.path) && !included.contains(&source.path));
    let forgotten = forgotten.map(|source| Finding::new(&source.path, "no module includes it", INSTEAD));
    forgotten.chain(crowded(workspace)).collect()
}

const INSTEAD: &str = "declare it by `mod` in its parent, or remove it";

/// Names the second and further test binaries of a crate.
fn crowded(workspace: &Workspace) -> impl Iterator<Item = Finding> {
    workspace.manifests.iter().flat_map(|manifest| {
        let own = workspace.sources.iter().filter(|source| source.crate_name() == manifest.name);
        let roots = own.filter(|source| is_test_root(&source.path));
        roots.skip(INTEGRATION_BINARIES_MAX).map(|source| {
            Finding::new(
                &source.path,
                "a second integration binary",
                "make it a module of `tests/main.rs` in `tests/main/`",
            )
        })
    })
}

fn is_test_root(path: &str) -> bool {
    matches!(
        path.split('/').collect::<Vec<_>>().as_slice(),
        [_, _, "tests", _] | [_, _, "tests", _, "main.rs"]
    )
}

fn is_root(path: &str) -> bool {
    let inner: Vec<_> = path.split('/').skip(2).collect();
    let is_only = matches!(inner.as_slice(), ["build.rs"] | ["src", "lib.rs" | "main.rs"]);
    let (has_roots, rest) = match inner.as_slice() {
        ["src", "bin", rest @ ..] => (true, rest),
        [folder, rest @ ..] => (matches!(*folder, "benches" | "examples"), rest),
        [] => (false, [].as_slice()),
    };
    is_only || is_test_root(path) || has_roots && matches!(rest, [_] | [_, "main.rs"])
}

/// Collects the paths that a file's `mod name;` declarations may mean.
struct Includes {
    folder: String,
    paths: Vec<String>,
}

impl Includes {
    fn of(source: &Source) -> Vec<String> {
        let mut includes = Self { folder: folder_of_children(&source.path), paths: Vec::new() };
        includes.visit_file(&source.syntax.0);
        includes.paths
    }

    fn declare(&mut self, name: &Ident) {
        let folder = &self.folder;
        self.paths.extend([format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")]);
    }
}

impl<'ast> Visit<'ast> for Includes {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_none() {
            return self.declare(&item.ident);
        }
        let inner = format!("{}/{}", self.folder, item.ident);
        let outer = std::mem::replace(&mut self.folder, inner);
        visit::visit_item_mod(self, item);
        self.folder = outer;
    }
}

fn folder_of_children(path: &str) -> String {
    let own = path.strip_suffix(".rs").unwrap_or(path);
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    if is_root(path) || own.ends_with("/mod") { folder.to_owned() } else { own.to_owned() }
}
