//! A secret as the rules know it: versions with their values, labels, and whether it is scheduled for deletion.
//!
//! Knows neither dates nor tags nor requests, so that it can be compared and kept in sets: the histories and the kill
//! test are judged by it too. It is written from AWS's documentation, and shares no code with the server.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value as Json;

use crate::limits::LABELS_MAX;
use crate::model::refusal::Refusal;

/// The label that a read means unless it says otherwise.
pub(crate) const CURRENT: &str = "AWSCURRENT";
/// The label of the version that was current before.
pub(crate) const PREVIOUS: &str = "AWSPREVIOUS";
/// The label of the version that a rotation prepares.
pub(crate) const PENDING: &str = "AWSPENDING";

/// A value, text or bytes; both kinds of the same bytes differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Value {
    Binary(Vec<u8>),
    String(String),
}

impl Value {
    /// Returns the member that holds it, in requests and in answers, and what it holds.
    pub(crate) fn member(&self) -> (&'static str, Json) {
        match self {
            Self::Binary(bytes) => ("SecretBinary", BASE64_STANDARD.encode(bytes).into()),
            Self::String(text) => ("SecretString", text.as_str().into()),
        }
    }
}

/// What came of putting a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// There is a new version.
    Made,
    /// There was one of this id and value; nothing changed.
    Repeated,
}

/// A secret that exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Secret {
    /// Its versions by id.
    pub(crate) versions: BTreeMap<String, Value>,
    /// Which version each label is on.
    pub(crate) labels: BTreeMap<String, String>,
    /// Whether it is scheduled for deletion.
    pub(crate) scheduled: bool,
}

impl Secret {
    /// Refuses a secret that is scheduled for deletion.
    pub(crate) fn live(&self) -> Result<(), Refusal> {
        if self.scheduled { Err(Refusal::MarkedForDeletion) } else { Ok(()) }
    }

    /// Returns the labels of a version.
    pub(crate) fn labels_of(&self, version: &str) -> BTreeSet<String> {
        let on = self.labels.iter().filter(|(_, holder)| *holder == version);
        on.map(|(label, _)| label.clone()).collect()
    }

    /// Returns the versions that have labels, with them.
    pub(crate) fn labelled(&self) -> BTreeMap<String, BTreeSet<String>> {
        let holders: BTreeSet<_> = self.labels.values().collect();
        holders.into_iter().map(|version| (version.clone(), self.labels_of(version))).collect()
    }

    /// Makes a version with exactly these labels, `AWSCURRENT` if none are given.
    ///
    /// Source: Secrets Manager API reference, `PutSecretValue`.
    pub(crate) fn put(
        &mut self,
        token: &str,
        value: &Value,
        labels: Option<&BTreeSet<String>>,
    ) -> Result<Put, Refusal> {
        self.live()?;
        match self.versions.get(token) {
            Some(known) if known == value => return Ok(Put::Repeated),
            Some(_) => return Err(Refusal::TokenUsed { token: token.to_owned() }),
            None => {}
        }
        let mut wanted = labels.cloned().unwrap_or_else(|| BTreeSet::from([CURRENT.to_owned()]));
        if self.versions.is_empty() {
            wanted.insert(CURRENT.to_owned());
        }
        self.labels = self.relabelled(token, &wanted)?;
        self.versions.insert(token.to_owned(), value.clone());
        Ok(Put::Made)
    }

    fn relabelled(
        &self,
        token: &str,
        wanted: &BTreeSet<String>,
    ) -> Result<BTreeMap<String, String>, Refusal> {
        let mut next = self.labels.clone();
        if wanted.contains(CURRENT) {
            // A rotation under way ends when another version becomes current.
            if !wanted.contains(PENDING) {
                next.remove(PENDING);
            }
            make_current(&mut next, token);
        }
        next.extend(wanted.iter().map(|label| (label.clone(), token.to_owned())));
        within_limit(next)
    }

    /// Finds the version that a read means.
    ///
    /// Source: Secrets Manager API reference, `GetSecretValue`.
    pub(crate) fn read(&self, version: Option<&str>, label: Option<&str>) -> Result<(&str, &Value), Refusal> {
        self.live()?;
        let absent = |version: &str| Refusal::VersionNotFound { version: version.to_owned() };
        if let Some(version) = version {
            let (id, value) = self.versions.get_key_value(version).ok_or_else(|| absent(version))?;
            let is_on = |label| self.labels.get(label).is_some_and(|holder| holder == version);
            return if label.is_none_or(is_on) { Ok((id, value)) } else { Err(Refusal::StageNotOnVersion) };
        }
        let label = label.unwrap_or(CURRENT);
        let holder = self.labels.get(label).and_then(|holder| self.versions.get_key_value(holder));
        let found = holder.map(|(id, value)| (id.as_str(), value));
        found.ok_or_else(|| Refusal::StageNotFound { label: label.to_owned() })
    }

    /// Moves, attaches or removes a label. More than one reason to refuse means that any of them may be told.
    ///
    /// Source: Secrets Manager API reference, `UpdateSecretVersionStage`.
    pub(crate) fn move_label(
        &mut self,
        label: &str,
        to: Option<&str>,
        from: Option<&str>,
    ) -> Result<(), Vec<Refusal>> {
        self.live().map_err(|refusal| vec![refusal])?;
        let named = [to, from].into_iter().flatten();
        let unknown = named.filter(|version| !self.versions.contains_key(*version));
        let unknown = unknown.map(|version| Refusal::UnknownVersion { version: version.to_owned() });
        let reasons: Vec<_> = unknown.chain(self.misplaced(label, to, from)).collect();
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let mut next = self.labels.clone();
        match to {
            None => drop(next.remove(label)),
            Some(to) if label == CURRENT => make_current(&mut next, to),
            Some(to) => drop(next.insert(label.to_owned(), to.to_owned())),
        }
        self.labels = within_limit(next).map_err(|refusal| vec![refusal])?;
        Ok(())
    }

    /// What is wrong with where a label is.
    fn misplaced(&self, label: &str, to: Option<&str>, from: Option<&str>) -> Option<Refusal> {
        let holder = self.labels.get(label).map(String::as_str);
        let label = label.to_owned();
        let not_on =
            |version: &str| Refusal::NotOnVersion { label: label.clone(), version: version.to_owned() };
        match (to, from, holder) {
            (None, None, _) => Some(Refusal::NothingAsked),
            (None, Some(from), holder) if holder != Some(from) => Some(not_on(from)),
            (None, Some(_), _) if label == CURRENT => Some(Refusal::CurrentRemoved),
            (Some(to), None, Some(holder)) if holder != to => {
                Some(Refusal::HolderUnnamed { label, holder: holder.to_owned() })
            }
            (Some(_), Some(from), Some(holder)) if holder != from => Some(Refusal::WrongHolder { label }),
            (Some(_), Some(from), None) => Some(not_on(from)),
            (None | Some(_), None | Some(_), None | Some(_)) => None,
        }
    }
}

/// Moves `AWSCURRENT`; the version that had it gets `AWSPREVIOUS`, wherever that was.
fn make_current(labels: &mut BTreeMap<String, String>, version: &str) {
    match labels.insert(CURRENT.to_owned(), version.to_owned()) {
        Some(old) if old != version => drop(labels.insert(PREVIOUS.to_owned(), old)),
        Some(_) | None => {}
    }
}

fn within_limit(labels: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Refusal> {
    if labels.len() <= LABELS_MAX { Ok(labels) } else { Err(Refusal::TooManyLabels) }
}

#[cfg(test)]
mod tests;
