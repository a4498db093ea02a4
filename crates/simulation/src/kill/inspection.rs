//! Looks at a secret after a restart: is it in a state that was acknowledged, or in the one that the last call asked for?
//!
//! Everything that callers can see is read and compared as a whole, so that labels without their version, versions without
//! their value, or half of a move do not go unnoticed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use serde_json::{Value as Json, json};

use crate::client::{Client, Reply};
use crate::histories::operation::{Operation, Outcome, State};
use crate::kill::writer::Ledger;
use crate::model::secret::{CURRENT, Secret, Value};

/// What was found.
#[derive(Debug)]
pub(crate) enum Finding {
    /// All is there; `last` says that the call without an answer was carried out.
    AsAcknowledged { last: bool },
    /// The secret is in a state that nobody asked for.
    HalfDone(String),
    /// Something acknowledged is missing.
    Lost(String),
}

/// A secret as it was found.
#[derive(Debug)]
pub(crate) struct Sight {
    /// Its state.
    pub(crate) state: State,
    /// What contradicts itself in it.
    pub(crate) torn: Vec<String>,
}

/// Looks at a secret, and notes its state in the ledger.
///
/// # Errors
///
/// The server did not answer, or an answer has not the form of one.
pub(crate) fn inspect(client: &mut Client, ledger: &mut Ledger) -> anyhow::Result<Finding> {
    let sight = look_at(client, &ledger.name)?;
    let finding = sight.judge(ledger);
    ledger.settle(restored(client, &ledger.name, &sight.state)?);
    Ok(finding)
}

impl Sight {
    /// Compares what was found with what may be.
    pub(crate) fn judge(&self, ledger: &Ledger) -> Finding {
        let told = || format!("{}: {self:?}, expected one of {:?}", ledger.name, ledger.states);
        match ledger.states.iter().position(|state| self.is(state)) {
            Some(index) if self.torn.is_empty() => Finding::AsAcknowledged { last: index > 0 },
            None if self.is_former(ledger) || self.lacks_a_version(ledger) => Finding::Lost(told()),
            Some(_) | None => Finding::HalfDone(told()),
        }
    }

    fn is(&self, state: &State) -> bool {
        state.secret == self.state.secret && (state.arn.is_none() || state.arn == self.state.arn)
    }

    /// Whether the secret is as it was before something that was acknowledged.
    fn is_former(&self, ledger: &Ledger) -> bool {
        ledger.former.iter().any(|state| self.is(state))
    }

    /// Whether a version that was acknowledged is missing or has another value.
    fn lacks_a_version(&self, ledger: &Ledger) -> bool {
        let versions = |state: &State| state.secret.clone().map(|secret| secret.versions).unwrap_or_default();
        let seen = versions(&self.state);
        let lacks = |state| versions(state).iter().any(|(version, value)| seen.get(version) != Some(value));
        ledger.states.iter().all(lacks)
    }
}

/// Reads all that there is of a secret. One scheduled for deletion is restored, or its values could not be read.
fn look_at(client: &mut Client, name: &str) -> anyhow::Result<Sight> {
    let described = answer(client, "DescribeSecret", &json!({"SecretId": name}))?;
    let mut torn = Vec::new();
    let Outcome::Done { arn, shown } = Operation::Describe.outcome(&described) else {
        if is_listed(client, name)? {
            torn.push("it is listed and does not exist".to_owned());
        }
        return Ok(Sight { state: State::default(), torn });
    };
    if !is_listed(client, name)? {
        torn.push("it exists and is not listed".to_owned());
    }
    if shown.scheduled {
        answer(client, "RestoreSecret", &json!({"SecretId": name}))?;
    }
    let labels = holders(shown.labelled.iter().flatten(), &mut torn);
    let versions = read_versions(client, name, &mut torn)?;
    let secret = Secret { versions, labels, scheduled: shown.scheduled };
    Ok(Sight { state: State { secret: Some(secret), arn: Some(arn) }, torn })
}

/// Which version each label is on.
fn holders<'a>(
    labelled: impl Iterator<Item = (&'a String, &'a BTreeSet<String>)>,
    torn: &mut Vec<String>,
) -> BTreeMap<String, String> {
    let mut holders = BTreeMap::new();
    for (label, version) in
        labelled.flat_map(|(version, labels)| labels.iter().map(move |label| (label, version)))
    {
        if holders.insert(label.clone(), version.clone()).is_some() {
            torn.push(format!("`{label}` is on two versions"));
        }
    }
    if !holders.contains_key(CURRENT) {
        torn.push("no version is current".to_owned());
    }
    holders
}

fn read_versions(
    client: &mut Client,
    name: &str,
    torn: &mut Vec<String>,
) -> anyhow::Result<BTreeMap<String, Value>> {
    let mut versions = BTreeMap::new();
    for version in version_ids(client, name)? {
        let reply = answer(client, "GetSecretValue", &json!({"SecretId": name, "VersionId": version}))?;
        match reply.body.get("SecretString").and_then(Json::as_str) {
            Some(value) => drop(versions.insert(version, Value::String(value.to_owned()))),
            None => torn.push(format!("version `{version}` is listed and cannot be read: {}", reply.body)),
        }
    }
    Ok(versions)
}

/// The state that looking has left.
fn restored(client: &mut Client, name: &str, seen: &State) -> anyhow::Result<State> {
    let mut state = seen.clone();
    if let Some(secret) = state.secret.as_mut().filter(|secret| secret.scheduled) {
        let described = answer(client, "DescribeSecret", &json!({"SecretId": name}))?;
        ensure!(described.body.get("DeletedDate").is_none(), "`{name}` was restored and is still deleted");
        secret.scheduled = false;
    }
    Ok(state)
}

fn version_ids(client: &mut Client, name: &str) -> anyhow::Result<Vec<String>> {
    let reply =
        answer(client, "ListSecretVersionIds", &json!({"SecretId": name, "IncludeDeprecated": true}))?;
    let versions = reply.body.get("Versions").and_then(Json::as_array).context("no list of versions")?;
    ensure!(reply.body.get("NextToken").is_none(), "more versions than a page has");
    let ids = versions.iter().filter_map(|version| version.get("VersionId").and_then(Json::as_str));
    Ok(ids.map(str::to_owned).collect())
}

/// Whether lists have the secret; its name begins no other's.
fn is_listed(client: &mut Client, name: &str) -> anyhow::Result<bool> {
    let input = json!({"Filters": [{"Key": "name", "Values": [name]}], "IncludePlannedDeletion": true});
    let reply = answer(client, "ListSecrets", &input)?;
    Ok(reply.body.get("SecretList").and_then(Json::as_array).context("no list of secrets")?.len() == 1)
}

/// Calls, and demands a yes or a no: nobody else is calling.
fn answer(client: &mut Client, operation: &str, input: &Json) -> anyhow::Result<Reply> {
    let reply = client.call(operation, input)?;
    ensure!(!reply.is_undecided(), "{operation} {input}: {} {}", reply.status, reply.body);
    Ok(reply)
}
