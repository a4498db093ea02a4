//! A crate's manifest, as far as the rules on edges need it: what the crate ships with.
//!
//! Knows the tables of a `Cargo.toml`; knows no rule.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// A crate's manifest.
#[derive(Debug)]
pub(crate) struct Manifest {
    /// The crate's name, which is its folder's.
    pub(crate) name: String,
    /// From the root.
    pub(crate) path: String,
    /// The packages it is built with, for any target; those of its tests are left out.
    pub(crate) dependencies: BTreeSet<String>,
}

impl Manifest {
    /// Reads the manifest at `path`, if that is where a crate's manifest lies. `root` is the root manifest,
    /// in which a dependency may be given another name.
    ///
    /// # Errors
    ///
    /// The text is not TOML.
    pub(crate) fn parse(path: &str, text: &str, root: &Table) -> Result<Option<Self>, toml::de::Error> {
        let Some(name) = name_of(path) else { return Ok(None) };
        let manifest: Table = text.parse()?;
        let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
        let places = targets.filter_map(Value::as_table).chain([&manifest]);
        let tables =
            places.flat_map(|place| ["dependencies", "build-dependencies"].map(|kind| place.get(kind)));
        let entries = tables.flatten().filter_map(Value::as_table).flatten();
        let dependencies = entries.map(|(key, value)| package(key, value, root)).collect();
        Ok(Some(Self { name: name.to_owned(), path: path.to_owned(), dependencies }))
    }
}

fn name_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
    (!name.contains('/')).then_some(name)
}

/// Returns the package behind the name that a manifest gives a dependency.
fn package(key: &str, value: &Value, root: &Table) -> String {
    let renamed = |value: &Value| value.get("package").and_then(Value::as_str).map(ToOwned::to_owned);
    let inherited = || renamed(root.get("workspace")?.get("dependencies")?.get(key)?);
    renamed(value).or_else(inherited).unwrap_or_else(|| key.to_owned())
}
