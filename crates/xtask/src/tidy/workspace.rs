//! What the rules look at: the repository's text files, and the dependencies as cargo resolves them.
//!
//! Knows which files are ours; reads them once. A rule sees no file system, so a test may make a workspace
//! from snippets.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use toml::Table;

use crate::checkout::{Checkout, output};
use crate::suites::clients::RUST_MANIFEST;
use crate::tidy::manifest::Manifest;
use crate::tidy::source::Source;
use crate::tidy::violation::Finding;

/// Folders that hold what was built, installed or stored.
const FOREIGN_FOLDERS: [&str; 5] = ["__pycache__", "dist", "node_modules", "strongroom-data", "target"];

/// The hidden folders that are ours.
const HIDDEN_FOLDERS: [&str; 3] = [".cargo", ".ci", ".github"];

/// How the names of the files end that people write by hand.
const ENDINGS: [&str; 13] =
    [".css", ".html", ".ini", ".js", ".md", ".py", ".rs", ".sh", ".toml", ".ts", ".tsx", ".yaml", ".yml"];

/// Everything the rules look at.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    /// The text of each file, by path from the root.
    pub(crate) files: BTreeMap<String, String>,
    /// The Rust files of the crates, parsed.
    pub(crate) sources: Vec<Source>,
    /// The manifests of the crates, parsed.
    pub(crate) manifests: Vec<Manifest>,
    /// The files that do not parse.
    pub(crate) unparsed: Vec<Finding>,
    /// What `cargo tree` lists for the binaries and their build scripts.
    pub(crate) shipped_graph: String,
    /// What `cargo tree` lists for the tests as well, the foreign client in Rust included.
    pub(crate) whole_graph: String,
}

impl Workspace {
    /// Reads the working copy.
    ///
    /// # Errors
    ///
    /// A file could not be read, or cargo could not resolve the dependencies.
    pub(crate) fn read(checkout: &Checkout) -> anyhow::Result<Self> {
        let mut files = BTreeMap::new();
        collect(&checkout.root, "", &mut files)?;
        Ok(Self {
            shipped_graph: graph(checkout, "Cargo.toml", "normal,build")?,
            whole_graph: graph(checkout, "Cargo.toml", "normal,build,dev")?
                + &graph(checkout, RUST_MANIFEST, "normal,build,dev")?,
            ..Self::of(files)
        })
    }

    /// Makes a workspace of texts by path from the root, without dependencies.
    pub(crate) fn of(files: BTreeMap<String, String>) -> Self {
        let mut workspace = Self::default();
        let root = files.get("Cargo.toml").and_then(|text| text.parse().ok()).unwrap_or_default();
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with("crates/")) {
            if path.ends_with(".rs") {
                workspace.add_source(path, text);
            } else if path.ends_with(".toml") {
                workspace.add_manifest(path, text, &root);
            }
        }
        Self { files, ..workspace }
    }

    fn add_source(&mut self, path: &str, text: &str) {
        match Source::parse(path, text) {
            Ok(source) => self.sources.push(source),
            Err(error) => {
                let finding = Finding::new(path, format!("does not parse: {error}"), "make it Rust");
                self.unparsed.push(finding.at(error.span().start().line));
            }
        }
    }

    fn add_manifest(&mut self, path: &str, text: &str, root: &Table) {
        match Manifest::parse(path, text, root) {
            Ok(manifest) => self.manifests.extend(manifest),
            Err(error) => {
                let wrong = format!("does not parse: {}", error.message());
                self.unparsed.push(Finding::new(path, wrong, "make it TOML"));
            }
        }
    }

    /// Iterates over the sources that go into a library or a binary: not tests.
    pub(crate) fn shipped_sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| !source.is_test())
    }
}

fn graph(checkout: &Checkout, manifest: &str, edges: &str) -> anyhow::Result<String> {
    output(&mut checkout.cargo([
        "tree",
        "--manifest-path",
        manifest,
        "--workspace",
        "--all-features",
        "--prefix",
        "none",
        "--edges",
        edges,
    ]))
}

fn collect(root: &Path, folder: &str, files: &mut BTreeMap<String, String>) -> anyhow::Result<()> {
    for entry in fs::read_dir(root.join(folder)).with_context(|| folder.to_owned())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_dir() {
            if is_our_folder(&name) {
                collect(root, &path, files)?;
            }
        } else if is_our_file(&path) {
            let text = fs::read_to_string(entry.path()).with_context(|| path.clone())?;
            files.insert(path, text);
        }
    }
    Ok(())
}

fn is_our_folder(name: &str) -> bool {
    HIDDEN_FOLDERS.contains(&name) || !(name.starts_with('.') || FOREIGN_FOLDERS.contains(&name))
}

fn is_our_file(path: &str) -> bool {
    path.starts_with(".ci/") || ENDINGS.iter().any(|ending| path.ends_with(ending))
}
