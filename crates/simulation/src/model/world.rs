//! A running server and its clock, and the cases that are tried on it.
//!
//! Knows how a call is made and its answer judged; what is right, the case says. All cases share the server: each has
//! names of its own, so that a case costs no start.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use serde_json::Value;

use crate::client::{Client, Reply};
use crate::clock;
use crate::model::case::{Call, Case};
use crate::model::coverage::Coverage;
use crate::model::expected::Verdict;
use crate::model::moment::Moment;
use crate::model::step::{Given, Step, Token};
use crate::server::{Server, Site};

/// The longest exchange that is shown whole.
const EXCHANGE_CHARS_MAX: usize = 1_000;

/// A server that cases are tried on.
pub(crate) struct World {
    site: Site,
    server: Option<Server>,
    key: Arc<(String, seal::Plaintext)>,
    client: Client,
    cases: u64,
    hours: u64,
    coverage: Coverage,
    transcript: Vec<String>,
}

impl World {
    /// Starts a server.
    pub(crate) fn start(binary: &Path) -> anyhow::Result<Self> {
        let site = Site::in_memory(binary)?;
        let server = site.start()?;
        let key = Arc::new(site.access_key()?);
        let client = Client::new(server.address, &key);
        let (coverage, transcript) = (Coverage::default(), Vec::new());
        Ok(Self { site, server: Some(server), key, client, cases: 0, hours: 0, coverage, transcript })
    }

    /// Ends the server, and returns what was tried.
    pub(crate) fn stop(mut self) -> anyhow::Result<Coverage> {
        self.server.take().map_or(Ok(()), Server::stop)?;
        Ok(self.coverage)
    }

    /// Returns the requests and answers of the last case.
    pub(crate) fn transcript(&self) -> String {
        self.transcript.join("\n")
    }

    /// Tries the steps of a case.
    ///
    /// # Errors
    ///
    /// An answer was not the one expected, or none came.
    pub(crate) fn try_case(&mut self, steps: &[Step]) -> anyhow::Result<()> {
        self.cases += 1;
        self.coverage.count_case();
        self.transcript.clear();
        let mut case = Case::new(&format!("m{:08}", self.cases));
        steps.iter().try_for_each(|step| self.perform(&mut case, step))
    }

    fn perform(&mut self, case: &mut Case, step: &Step) -> anyhow::Result<()> {
        if let Step::Advance { hours } = step {
            self.advance(case, u64::from(*hours))
        } else if matches!(step, Step::Restart) {
            self.restart()
        } else if let Step::PutManyValues { target, count } = step {
            (0..*count).try_for_each(|index| {
                let value = Given::One(index % 4);
                let put = Step::PutSecretValue { target: *target, token: Token::Fresh, value, labels: None };
                self.exchange(case, &put)
            })
        } else {
            self.exchange(case, step)
        }
    }

    fn advance(&mut self, case: &mut Case, hours: u64) -> anyhow::Result<()> {
        self.coverage.count("(clock advance)");
        self.transcript.push(format!("  clock advance {hours}h"));
        self.site.advance(hours)?;
        self.hours += hours;
        let passed = case.advanced(hours);
        self.coverage.count_many("secrets purged", passed.purged);
        self.coverage.count_many("versions pruned", passed.pruned);
        Ok(())
    }

    fn restart(&mut self) -> anyhow::Result<()> {
        self.coverage.count("(restart)");
        self.transcript.push("  restart".to_owned());
        self.server.take().map_or(Ok(()), Server::stop)?;
        let server = self.site.start()?;
        self.client = Client::new(server.address, &self.key);
        self.server = Some(server);
        Ok(())
    }

    /// Makes the call of a step and judges the answer.
    fn exchange(&mut self, case: &mut Case, step: &Step) -> anyhow::Result<()> {
        let now = Moment::after(self.service_seconds());
        let Some(call) = case.call(step, &now) else { return Ok(()) };
        let reply =
            self.answer(&call).with_context(|| format!("no answer to {} {}", call.operation, call.input))?;
        now.end(self.service_seconds());
        let exchange = format!("  {} {}\n    {} {}", call.operation, call.input, reply.status, reply.body);
        self.transcript.push(exchange.chars().take(EXCHANGE_CHARS_MAX).collect());
        let wrong = |wrong| anyhow!("{wrong}\nin:\n{}", self.transcript.last().map_or("", |last| last));
        let verdict = call.judge(&reply).map_err(wrong)?;
        self.coverage.count_call(call.operation, verdict.refusal());
        Ok(())
    }

    /// What time it is for the server, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "hours of a test clock are far below 2^52")]
    fn service_seconds(&self) -> f64 {
        clock::seconds() + self.hours as f64 * 3_600.0
    }

    /// Makes a call; the pages of a list are put together.
    fn answer(&mut self, call: &Call) -> anyhow::Result<Reply> {
        let mut input = call.input.clone();
        let mut entries: Vec<Value> = Vec::new();
        loop {
            let mut reply = self.client.call(call.operation, &input)?;
            let Some(member) = listed(call.operation).filter(|_| reply.status == 200) else {
                return Ok(reply);
            };
            let body = reply.body.as_object_mut().context("the page is no object")?;
            let page = body.get_mut(member).and_then(Value::as_array_mut).context("the page has no list")?;
            if input.get("MaxResults").and_then(Value::as_u64).is_some_and(|max| max < page.len() as u64) {
                bail!("a page of {} entries", page.len());
            }
            entries.append(page);
            let Some(token) = body.remove("NextToken") else {
                body.insert(member.to_owned(), entries.into());
                return Ok(reply);
            };
            input.as_object_mut().context("the input is no object")?.insert("NextToken".to_owned(), token);
        }
    }
}

/// The member of a list that comes in pages.
fn listed(operation: &str) -> Option<&'static str> {
    match operation {
        "ListSecrets" => Some("SecretList"),
        "ListSecretVersionIds" => Some("Versions"),
        _ => None,
    }
}

impl Call {
    /// Finds the verdict that an answer agrees with, or says what is wrong with it.
    fn judge(&self, reply: &Reply) -> Result<&Verdict, String> {
        self.judge_order(reply)?;
        let mut wrong = Vec::new();
        for verdict in &self.verdicts {
            match verdict.check(reply) {
                Ok(()) => return Ok(verdict),
                Err(other) => wrong.push(other),
            }
        }
        Err(wrong.join("; or "))
    }

    fn judge_order(&self, reply: &Reply) -> Result<(), String> {
        let Some((by, descending)) = self.sorted else { return Ok(()) };
        let list = listed(self.operation).and_then(|member| reply.body.get(member)).and_then(Value::as_array);
        let mut keys: Vec<_> = list.into_iter().flatten().map(|entry| Key::of(entry, by)).collect();
        if descending {
            keys.reverse();
        }
        if keys.is_sorted() { Ok(()) } else { Err(format!("not sorted by {by}: {keys:?}")) }
    }
}

/// What a list is sorted by.
#[derive(Debug, PartialEq, PartialOrd)]
enum Key {
    Date(f64),
    Name(String),
}

impl Key {
    fn of(entry: &Value, by: &str) -> Self {
        let value = entry.get(by);
        let name = || Self::Name(value.and_then(Value::as_str).unwrap_or_default().to_owned());
        value.and_then(Value::as_f64).map_or_else(name, Self::Date)
    }
}
