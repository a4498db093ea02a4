//! The judge `@cloud-copilot/iam-simulate`: one Node process that answers as long as it is asked.
//!
//! Knows how a pair is told to it; its program stands in `simulator.js`.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, bail};
use serde_json::{Value, json};

use crate::policies::pair::{Document, Pair};
use crate::policies::verdict::{Opinion, Verdict};

const PROGRAM: &str = include_str!("simulator.js");

/// The running judge.
#[derive(Debug)]
pub(crate) struct Simulator {
    child: Child,
    questions: BufWriter<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Simulator {
    /// Starts the judge with the packages that lie in a folder.
    ///
    /// # Errors
    ///
    /// Node is not installed.
    pub(crate) fn start(node_modules: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new("node");
        command.args(["--eval", PROGRAM]).env("NODE_PATH", node_modules);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.context("iam-simulate needs Node 20 or newer (Debian 13: nodejs)")?;
        let questions = BufWriter::new(child.stdin.take().context("Node has no standard input")?);
        let answers = BufReader::new(child.stdout.take().context("Node has no standard output")?);
        Ok(Self { child, questions, answers })
    }

    /// Puts questions, whose answers [`answer`](Self::answer) returns one by one.
    ///
    /// An answer is short, so those to a thousand pairs wait in the pipe.
    ///
    /// # Errors
    ///
    /// The judge has died.
    pub(crate) fn ask<'p>(&mut self, pairs: impl IntoIterator<Item = &'p Pair>) -> anyhow::Result<()> {
        for pair in pairs {
            writeln!(self.questions, "{}", question(pair))?;
        }
        Ok(self.questions.flush()?)
    }

    /// Waits for the answer to the oldest open question.
    ///
    /// # Errors
    ///
    /// The judge has died, or answers what it should not.
    pub(crate) fn answer(&mut self) -> anyhow::Result<Opinion> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("iam-simulate has ended; is it installed? (`cargo xtask test policies` installs it)");
        }
        let answer: Value = serde_json::from_str(&line)?;
        if let Some(error) = answer.get("error").and_then(Value::as_str) {
            return Ok(Opinion::Abstains(error.to_owned()));
        }
        Ok(Opinion::Says(match answer.get("verdict").and_then(Value::as_str) {
            Some("Allowed") => Verdict::Allow,
            Some("ExplicitlyDenied") => Verdict::Explicit,
            Some("ImplicitlyDenied") => Verdict::Implicit,
            _ => bail!("iam-simulate answers {line}"),
        }))
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill().and_then(|()| self.child.wait().map(drop));
    }
}

fn question(pair: &Pair) -> Value {
    let named = |document: &Document| json!({"name": "policy", "policy": document.as_json()});
    let mut identity: Vec<_> = pair.identity.iter().map(named).collect();
    if pair.who.is_root() {
        identity.push(json!({"name": "root", "policy": {
            "Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"},
        }}));
    }
    let mut question = json!({
        "request": {
            "principal": pair.who.arn(),
            "action": pair.target.action,
            "resource": {"resource": pair.target.resource, "accountId": pair.owner()},
            "contextVariables": pair.keys_as_json(),
        },
        "identityPolicies": identity, "serviceControlPolicies": [], "resourceControlPolicies": [],
    });
    if let Some(members) = question.as_object_mut() {
        let boundary = pair.boundary.as_ref().map(|document| json!([named(document)]));
        members.extend(boundary.map(|policies| ("permissionBoundaryPolicies".to_owned(), policies)));
        let session = pair.session.as_ref().map(Document::as_json);
        members.extend(session.map(|policy| ("sessionPolicy".to_owned(), policy)));
        let resource = pair.resource.as_ref().map(Document::as_json);
        members.extend(resource.map(|policy| ("resourcePolicy".to_owned(), policy)));
    }
    question
}
