//! Keys that mean nothing are mistakes: each is refused, with the known key that is nearest to it.

use anyhow::bail;
use toml::{Table, Value};

/// The keys of the file, and those of each section.
const ROOT: [&str; 9] =
    ["account", "data", "listen", "log", "regions", "root_credentials", "root_key", "test_clock", "tls"];
const SECTIONS: [(&str, &[&str]); 4] = [
    ("log", &["filter", "format"]),
    ("root_credentials", &["access_key_id", "secret_access_key_file"]),
    ("root_key", &["passphrase_file", "path", "provider"]),
    ("tls", &["certificate", "key"]),
];

/// Refuses a file with a key that is not known.
pub(super) fn refuse(table: &Table) -> anyhow::Result<()> {
    check("", table, &ROOT)?;
    for (name, known) in SECTIONS {
        if let Some(Value::Table(section)) = table.get(name) {
            check(&format!("{name}."), section, known)?;
        }
    }
    Ok(())
}

fn check(prefix: &str, table: &Table, known: &[&str]) -> anyhow::Result<()> {
    match table.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            bail!("unknown key `{prefix}{key}`; the nearest known one is `{}`", nearest(prefix, key, known))
        }
    }
}

/// The nearest key, of the same section if one is near enough, else of any.
fn nearest(prefix: &str, key: &str, known: &[&str]) -> String {
    let elsewhere =
        SECTIONS.iter().flat_map(|(name, keys)| keys.iter().map(move |key| format!("{name}.{key}")));
    let here = known.iter().map(|known| format!("{prefix}{known}"));
    let all = here.chain(elsewhere).chain(ROOT.iter().map(ToString::to_string));
    let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    all.min_by_key(|path| strsim::damerau_levenshtein(&last(path), key)).unwrap_or_default()
}
