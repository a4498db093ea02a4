//! One cipher library and one of each heavy package, whatever our dependencies depend on.
//!
//! Knows the lines of `cargo tree --prefix none`; who of ours names a package is `outsiders`' affair.

use std::collections::BTreeSet;

use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Cipher libraries that must not come in, not even for a test.
const BANNED: [&str; 2] = ["openssl-sys", "ring"];

/// Packages that ship in one version: two would be two sets of types, and twice the build.
const SINGLE: [&str; 6] = ["aws-lc-sys", "axum", "hyper", "prost", "rustls", "tokio"];

/// Finds banned packages and second versions.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let (shipped, whole) = (packages(&workspace.shipped_graph), packages(&workspace.whole_graph));
    let banned = BANNED.iter().filter(|name| versions(&whole, name).next().is_some());
    let banned = banned.map(|name| {
        let instead = "choose the features that use `aws-lc-rs`, or another dependency";
        Finding::new(
            LOCK,
            format!("`{name}` is a dependency"),
            format!("{instead} (`cargo tree -e all -i {name}`, here or in `conformance/rust`)"),
        )
    });
    banned.chain(SINGLE.iter().filter_map(|name| second_version(&shipped, name))).collect()
}

const LOCK: &str = "Cargo.lock";

fn second_version(shipped: &BTreeSet<(&str, &str)>, name: &str) -> Option<Finding> {
    let versions: Vec<_> = versions(shipped, name).collect();
    let wrong = format!("`{name}` ships in the versions {}", versions.join(", "));
    let instead = format!("choose dependencies that agree on one (`cargo tree -d -i {name}`)");
    (versions.len() > 1).then(|| Finding::new(LOCK, wrong, instead))
}

fn versions<'tree>(packages: &BTreeSet<(&str, &'tree str)>, name: &str) -> impl Iterator<Item = &'tree str> {
    packages.iter().filter(move |(package, _)| *package == name).map(|(_, version)| *version)
}

fn packages(tree: &str) -> BTreeSet<(&str, &str)> {
    tree.lines().filter_map(package).collect()
}

fn package(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split_whitespace();
    Some((words.next()?, words.next()?))
}
