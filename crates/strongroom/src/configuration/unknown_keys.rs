//! Keys that mean nothing are mistakes: each is refused, with the known key that is nearest to it.

use anyhow::bail;
use toml::{Table, Value};

/// The keys of the file, and those of each section.
const ROOT: [&str; 13] = [
    "account",
    "audit",
    "data",
    "identity_provider",
    "identity_providers",
    "limits",
    "listen",
    "log",
    "regions",
    "root_credentials",
    "root_key",
    "test_clock",
    "tls",
];
const SECTIONS: [(&str, &[&str]); 8] = [
    ("audit", &["deadline_ms", "segment_hours", "segment_mib", "stdout", "sync"]),
    ("identity_provider", &["ca_file", "issuer", "jwks_file"]),
    ("identity_providers", &["allow_private_networks"]),
    ("limits", &["caller_percent_max", "calls_in_progress_max", "operations", "rates"]),
    ("log", &["filter", "format"]),
    ("root_credentials", &["access_key_id", "secret_access_key_file"]),
    ("root_key", &ROOT_KEY),
    ("tls", &["certificate", "key"]),
];

const ROOT_KEY: [&str; 16] = [
    "access_key_id",
    "ask",
    "authorities_file",
    "endpoint",
    "key_file",
    "key_id",
    "key_label",
    "module",
    "passphrase_file",
    "path",
    "pin_file",
    "provider",
    "region",
    "secret_access_key_file",
    "slot",
    "token",
];

/// Refuses a file with a key that is not known.
pub(super) fn refuse(table: &Table) -> anyhow::Result<()> {
    check("", table, &ROOT)?;
    for (name, known) in SECTIONS {
        let sections = match table.get(name) {
            Some(Value::Array(sections)) => sections.iter().collect(),
            Some(section) => vec![section],
            None => Vec::new(),
        };
        for section in sections.into_iter().filter_map(Value::as_table) {
            check(&format!("{name}."), section, known)?;
        }
    }
    match table.get("limits").and_then(|limits| limits.get("operations")) {
        Some(Value::Table(rates)) => check("limits.operations.", rates, &operations()),
        Some(_) | None => Ok(()),
    }
}

/// The keys of the section of rates: the operations' names.
fn operations() -> Vec<&'static str> {
    server::Rates::operations().collect()
}

fn check(prefix: &str, table: &Table, known: &[&str]) -> anyhow::Result<()> {
    match table.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            bail!("unknown key `{prefix}{key}`; the nearest known one is `{}`", nearest(prefix, key, known))
        }
    }
}

/// The nearest key of the same section; for a key outside of all sections, one of theirs too.
fn nearest(prefix: &str, key: &str, known: &[&str]) -> String {
    let here = known.iter().map(|known| (format!("{prefix}{known}"), *known));
    let sections = SECTIONS.iter().filter(|_| prefix.is_empty());
    let below = sections.flat_map(|(name, keys)| keys.iter().map(move |key| (format!("{name}.{key}"), *key)));
    let nearest = here.chain(below).min_by_key(|(_, last)| strsim::damerau_levenshtein(last, key));
    nearest.map(|(path, _)| path).unwrap_or_default()
}
