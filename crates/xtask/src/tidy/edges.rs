//! Our crates depend on each other in one direction only.
//!
//! A manifest makes an edge visible, and this table says which edges there may be. Tests may cross it.

use crate::tidy::manifest::Manifest;
use crate::tidy::violation::Finding;
use crate::tidy::workspace::Workspace;

/// Each crate, and which of ours it may be built with.
const EDGES: [(&str, &[&str]); 16] = [
    ("wire", &[]),
    ("arn", &[]),
    ("seal", &[]),
    ("sigv4", &["seal"]),
    ("store", &["seal"]),
    ("store-embedded", &["store"]),
    ("store-cluster", &["store"]),
    ("iam", &["arn", "seal", "store"]),
    ("kms", &["arn", "iam", "seal", "store"]),
    ("secrets", &["arn", "iam", "kms", "seal", "store"]),
    ("audit", &["arn", "iam", "seal", "store"]),
    ("root-key", &["seal", "sigv4"]),
    ("replication", &["arn", "iam", "kms", "seal", "secrets", "store"]),
    ("rotation", &["arn", "iam", "kms", "seal", "secrets", "sigv4", "store", "wire"]),
    ("server", BELOW_SERVER),
    ("strongroom", &["audit", "root-key", "server", "sigv4", "wire"]),
];

/// All that the server is composed of.
const BELOW_SERVER: &[&str] = &[
    "arn",
    "audit",
    "iam",
    "kms",
    "replication",
    "root-key",
    "rotation",
    "seal",
    "secrets",
    "sigv4",
    "store",
    "store-cluster",
    "store-embedded",
    "wire",
];

/// Crates that never ship: they may depend on anything, and nothing on them.
pub(crate) const TOOLS: [&str; 4] = ["bench", "power-cut", "simulation", "xtask"];

/// Finds edges that the table does not allow, and crates that it does not know.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    workspace.manifests.iter().flat_map(findings).collect()
}

fn findings(manifest: &Manifest) -> Vec<Finding> {
    let Some(allowed) = allowed(&manifest.name) else {
        let wrong = format!("`{}` is not in the table of edges", manifest.name);
        return vec![Finding::new(&manifest.path, wrong, "decide what it may depend on, in `tidy/edges.rs`")];
    };
    let forbidden =
        manifest.dependencies.iter().filter(|name| is_ours(name) && !allowed.contains(&name.as_str()));
    let wrong = |name: &String| format!("`{}` depends on `{name}`", manifest.name);
    forbidden.map(|name| Finding::new(&manifest.path, wrong(name), instead(&allowed))).collect()
}

fn allowed(name: &str) -> Option<Vec<&'static str>> {
    if TOOLS.contains(&name) {
        return Some(EDGES.map(|(product, _)| product).to_vec());
    }
    EDGES.iter().find(|(of, _)| *of == name).map(|(_, allowed)| allowed.to_vec())
}

fn is_ours(name: &str) -> bool {
    TOOLS.contains(&name) || EDGES.iter().any(|(ours, _)| *ours == name)
}

fn instead(allowed: &[&str]) -> String {
    match allowed {
        [] => "it may depend on none of our crates: let the caller translate".to_owned(),
        _ => format!("it may depend on {}", allowed.join(", ")),
    }
}
