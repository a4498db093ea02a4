//! Calls on one secret, what they were answered, and what they do to it.
//!
//! Knows requests and answers of the wire, and the rules of the model; knows neither threads nor connections.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Value as Json, json};

use crate::client::Reply;
use crate::model::refusal::Refusal;
use crate::model::secret::{Secret, Value};

/// A call on a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Create { token: String, value: String },
    Delete { at_once: bool },
    Describe,
    Get { version: Option<String>, label: Option<String> },
    Move { label: String, to: Option<String>, from: Option<String> },
    Put { token: String, value: String, labels: Option<BTreeSet<String>> },
    Restore,
}

/// What an answer shows of a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) version: Option<String>,
    pub(crate) value: Option<String>,
    /// The labels of that version; none if there are none.
    pub(crate) labels: BTreeSet<String>,
    /// All versions that have labels, of a description.
    pub(crate) labelled: Option<BTreeMap<String, BTreeSet<String>>>,
    /// Whether it is scheduled for deletion, of a description.
    pub(crate) scheduled: bool,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done {
        arn: String,
        shown: Shown,
    },
    Refused {
        code: String,
        text: Option<String>,
    },
    /// No answer, or one that says neither yes nor no.
    Unknown,
}

/// A call and its answer, with the times of both in nanoseconds.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) caller: u64,
    pub(crate) operation: Operation,
    pub(crate) outcome: Outcome,
    pub(crate) called: u64,
    /// Nothing for a call whose outcome is unknown: it may take effect at any time.
    pub(crate) answered: Option<u64>,
}

/// A name and what it names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub(crate) secret: Option<Secret>,
    /// The secret's ARN, once an answer told it.
    pub(crate) arn: Option<String>,
}

impl Operation {
    /// A read of the current version.
    pub(crate) const READ: Self = Self::Get { version: None, label: None };

    /// Returns the name of the operation.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Create { .. } => "CreateSecret",
            Self::Delete { .. } => "DeleteSecret",
            Self::Describe => "DescribeSecret",
            Self::Get { .. } => "GetSecretValue",
            Self::Move { .. } => "UpdateSecretVersionStage",
            Self::Put { .. } => "PutSecretValue",
            Self::Restore => "RestoreSecret",
        }
    }

    /// Writes the request.
    pub(crate) fn input(&self, name: &str) -> Json {
        let mut input = match self {
            Self::Create { token, value } => {
                return json!({"Name": name, "ClientRequestToken": token, "SecretString": value});
            }
            Self::Delete { at_once: true } => json!({"ForceDeleteWithoutRecovery": true}),
            Self::Delete { at_once: false } | Self::Describe | Self::Restore => json!({}),
            Self::Get { version, label } => json!({"VersionId": version, "VersionStage": label}),
            Self::Move { label, to, from } => {
                json!({"VersionStage": label, "MoveToVersionId": to, "RemoveFromVersionId": from})
            }
            Self::Put { token, value, labels } => {
                json!({"ClientRequestToken": token, "SecretString": value, "VersionStages": labels})
            }
        };
        if let Some(members) = input.as_object_mut() {
            members.insert("SecretId".to_owned(), name.into());
        }
        input
    }

    /// Reads the answer.
    pub(crate) fn outcome(&self, reply: &Reply) -> Outcome {
        if reply.is_undecided() {
            return Outcome::Unknown;
        }
        if let Some(code) = reply.code() {
            return Outcome::Refused { code: code.to_owned(), text: reply.text().map(str::to_owned) };
        }
        let member = |name: &str| reply.body.get(name).and_then(Json::as_str).map(str::to_owned);
        let labelled = reply.body.get("VersionIdsToStages").and_then(Json::as_object).map(|versions| {
            versions.iter().map(|(version, labels)| (version.clone(), texts(Some(labels)))).collect()
        });
        let shown = Shown {
            version: member("VersionId"),
            value: member("SecretString"),
            labels: texts(reply.body.get("VersionStages")),
            labelled,
            scheduled: reply.body.get("DeletedDate").is_some(),
        };
        Outcome::Done { arn: member("ARN").unwrap_or_default(), shown }
    }
}

fn texts(list: Option<&Json>) -> BTreeSet<String> {
    let list = list.and_then(Json::as_array).into_iter().flatten();
    list.filter_map(Json::as_str).map(str::to_owned).collect()
}

impl Event {
    /// Returns whether the call left everything as it was, whatever that was.
    pub(crate) fn changes_nothing(&self) -> bool {
        let is_read = matches!(self.operation, Operation::Describe | Operation::Get { .. });
        match self.outcome {
            Outcome::Done { .. } => is_read,
            Outcome::Refused { .. } => true,
            Outcome::Unknown => false,
        }
    }

    /// Returns the call as it was before its answer.
    pub(crate) fn open(&self) -> Self {
        Self { outcome: Outcome::Unknown, answered: None, ..self.clone() }
    }
}

impl Outcome {
    /// Returns whether the call succeeded.
    pub(crate) fn is_done(&self) -> bool {
        matches!(self, Self::Done { .. })
    }

    /// Returns what kind of end it was.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Done { .. } => "done",
            Self::Refused { .. } => "refused",
            Self::Unknown => "unknown",
        }
    }
}

impl State {
    /// Carries out a call; nothing if its outcome is not the one it would have had here.
    pub(crate) fn after(&self, name: &str, operation: &Operation, outcome: &Outcome) -> Option<Self> {
        let mut next = self.clone();
        let carried_out = next.carry_out(operation);
        match (carried_out, outcome) {
            (Ok(expected), Outcome::Done { arn, shown }) => {
                (expected == *shown && next.is_named(self, operation, arn)).then_some(next)
            }
            (Ok(_), Outcome::Unknown) => Some(next),
            (Err(_), Outcome::Unknown) => Some(self.clone()),
            (Err(refusals), Outcome::Refused { code, text }) => {
                let arn = self.arn.as_deref().unwrap_or_default();
                let is_told = |refusal: &Refusal| {
                    let expected = refusal.text(name, arn);
                    refusal.code() == code && (expected.is_none() || expected == *text)
                };
                refusals.iter().any(is_told).then(|| self.clone())
            }
            (Ok(_), Outcome::Refused { .. }) | (Err(_), Outcome::Done { .. }) => None,
        }
    }

    /// Whether the answer names the secret that it is about; a new one's ARN is learnt.
    fn is_named(&mut self, before: &Self, operation: &Operation, arn: &str) -> bool {
        match (operation, &before.secret, &before.arn) {
            // What does not exist is deleted under an ARN that nothing has.
            (Operation::Delete { at_once: true }, None, _) => true,
            (_, Some(_), Some(known)) => known == arn,
            (Operation::Delete { at_once: true }, Some(_), None) => true,
            (_, Some(_) | None, _) => {
                self.arn = Some(arn.to_owned());
                true
            }
        }
    }

    /// Carries out a call by the rules, and returns what its answer shows.
    fn carry_out(&mut self, operation: &Operation) -> Result<Shown, Vec<Refusal>> {
        match operation {
            Operation::Create { token, value } => self.create(token, value),
            Operation::Delete { at_once: true } => {
                *self = Self::default();
                Ok(Shown::default())
            }
            Operation::Delete { at_once: false } => {
                let secret = self.existing()?;
                secret.live().map_err(|refusal| vec![refusal])?;
                secret.scheduled = true;
                Ok(Shown::default())
            }
            Operation::Describe => self.existing().map(|secret| Shown {
                labelled: Some(secret.labelled()).filter(|labelled| !labelled.is_empty()),
                scheduled: secret.scheduled,
                ..Shown::default()
            }),
            Operation::Get { version, label } => {
                let secret = self.existing()?;
                let found = secret.read(version.as_deref(), label.as_deref());
                found
                    .map(|(id, value)| Shown::of_version(secret, id, Some(value)))
                    .map_err(|refusal| vec![refusal])
            }
            Operation::Move { label, to, from } => {
                self.existing()?.move_label(label, to.as_deref(), from.as_deref()).map(|()| Shown::default())
            }
            Operation::Put { token, value, labels } => {
                let secret = self.existing()?;
                let put = secret.put(token, &Value::String(value.clone()), labels.as_ref());
                put.map(|_| Shown::of_version(secret, token, None)).map_err(|refusal| vec![refusal])
            }
            Operation::Restore => {
                self.existing()?.scheduled = false;
                Ok(Shown::default())
            }
        }
    }

    fn create(&mut self, token: &str, value: &str) -> Result<Shown, Vec<Refusal>> {
        if let Some(existing) = &self.secret {
            let scheduled = existing.scheduled;
            let refusal = if scheduled { Refusal::ScheduledForDeletion } else { Refusal::AlreadyExists };
            return Err(vec![refusal]);
        }
        let mut secret = Secret::default();
        secret.put(token, &Value::String(value.to_owned()), None).map_err(|refusal| vec![refusal])?;
        *self = Self { secret: Some(secret), arn: None };
        Ok(Shown { version: Some(token.to_owned()), ..Shown::default() })
    }

    fn existing(&mut self) -> Result<&mut Secret, Vec<Refusal>> {
        self.secret.as_mut().ok_or_else(|| vec![Refusal::NotFound])
    }
}

impl Shown {
    fn of_version(secret: &Secret, id: &str, value: Option<&Value>) -> Self {
        let value = value.map(|value| match value {
            Value::Binary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Value::String(text) => text.clone(),
        });
        Self { version: Some(id.to_owned()), value, labels: secret.labels_of(id), ..Self::default() }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (called, answered) = (self.called / 1_000, self.answered.map(|answered| answered / 1_000));
        write!(
            f,
            "{called:>9} to {answered:?} µs, caller {}: {:?}\n      {:?}",
            self.caller, self.operation, self.outcome
        )
    }
}
