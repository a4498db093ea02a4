//! The callers of a round: what they choose to call, and the record of it.
//!
//! A caller goes by what it saw, so that its calls are mostly possible and often at odds with those of others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use anyhow::anyhow;

use crate::client::Client;
use crate::clock;
use crate::histories::operation::{Event, Operation, Outcome};
use crate::limits::{HISTORY_CALLS_PER_CALLER, HISTORY_SECRETS};
use crate::model::secret::{CURRENT, PENDING, PREVIOUS};
use crate::random::Random;

/// The labels that callers use.
const LABELS: [&str; 4] = [CURRENT, PENDING, PREVIOUS, "blue"];

/// A few secrets that all callers share for a while.
pub(crate) struct Round {
    names: Vec<String>,
    random: Random,
    began: Instant,
    /// The versions of each secret that some caller has tried to make.
    versions: Mutex<BTreeMap<String, Vec<String>>>,
}

/// The history of each secret.
type Histories = BTreeMap<String, Vec<Event>>;

/// One caller: its choices, where it saw each label of each secret, and what it was answered.
struct Caller<'a> {
    client: &'a mut Client,
    number: u64,
    random: Random,
    calls: u64,
    seen: BTreeMap<(String, String), String>,
    events: Vec<(String, Event)>,
}

impl Round {
    /// A round with secrets of its own.
    pub(crate) fn new(number: u32, random: Random) -> Self {
        let names = (0..HISTORY_SECRETS).map(|secret| format!("round{number}/secret{secret}")).collect();
        Self { names, random, began: clock::instant(), versions: Mutex::default() }
    }

    /// Lets the callers call, then reads each secret once more when all is quiet.
    ///
    /// # Errors
    ///
    /// No answer came, though nobody has stopped the server.
    pub(crate) fn record(mut self, clients: &mut [Client]) -> anyhow::Result<Histories> {
        let numbered = (0..).zip(clients);
        let mut callers: Vec<_> =
            numbered.map(|(number, client)| Caller::new(number, self.random.split(), client)).collect();
        let round = &self;
        thread::scope(|scope| {
            let spawn = |caller| scope.spawn(|| Caller::call_all(caller, round));
            let threads: Vec<_> = callers.iter_mut().map(spawn).collect();
            let join =
                |thread: ScopedJoinHandle<'_, _>| thread.join().map_err(|_| anyhow!("a caller panicked"))?;
            threads.into_iter().try_for_each(join)
        })?;
        if let Some(caller) = callers.first_mut() {
            round.names.iter().try_for_each(|name| caller.call(round, name, Operation::READ))?;
        }
        let mut events: Vec<_> = callers.into_iter().flat_map(|caller| caller.events).collect();
        events.sort_by_key(|(_, event)| event.called);
        let mut histories = Histories::new();
        events.into_iter().for_each(|(name, event)| histories.entry(name).or_default().push(event));
        Ok(histories)
    }

    fn nanoseconds(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn versions(&self, name: &str) -> Vec<String> {
        let versions = self.versions.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        versions.get(name).cloned().unwrap_or_default()
    }

    fn remember(&self, name: &str, token: &str) {
        let mut versions = self.versions.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        versions.entry(name.to_owned()).or_default().push(token.to_owned());
    }
}

impl<'a> Caller<'a> {
    fn new(number: u64, random: Random, client: &'a mut Client) -> Self {
        Self { client, number, random, calls: 0, seen: BTreeMap::new(), events: Vec::new() }
    }

    fn call_all(&mut self, round: &Round) -> anyhow::Result<()> {
        for name in &round.names {
            let operation = self.create(round, name);
            self.call(round, name, operation)?;
        }
        (0..HISTORY_CALLS_PER_CALLER).try_for_each(|_| {
            let name = self.random.one_of(&round.names).cloned().unwrap_or_default();
            let operation = self.choose(round, &name);
            self.call(round, &name, operation)
        })
    }

    fn call(&mut self, round: &Round, name: &str, operation: Operation) -> anyhow::Result<()> {
        let called = round.nanoseconds();
        let reply = self.client.call(operation.name(), &operation.input(name))?;
        let answered = round.nanoseconds();
        let outcome = operation.outcome(&reply);
        self.learn(name, &outcome);
        let answered = Some(answered).filter(|_| outcome != Outcome::Unknown);
        let event = Event { caller: self.number, operation, outcome, called, answered };
        self.events.push((name.to_owned(), event));
        Ok(())
    }

    fn learn(&mut self, name: &str, outcome: &Outcome) {
        let Outcome::Done { shown, .. } = outcome else { return };
        let of_version = shown.version.iter().map(|version| (version, &shown.labels));
        for (version, labels) in of_version.chain(shown.labelled.iter().flatten()) {
            for label in labels {
                self.seen.insert((name.to_owned(), label.clone()), version.clone());
            }
        }
    }

    fn choose(&mut self, round: &Round, name: &str) -> Operation {
        match self.random.below(100) {
            0..30 => self.get(round, name),
            30..40 => Operation::Describe,
            40..65 => self.put(round, name),
            65..83 => self.move_label(round, name),
            83..87 => Operation::Delete { at_once: false },
            87..95 => Operation::Restore,
            95 => Operation::Delete { at_once: true },
            _ => self.create(round, name),
        }
    }

    fn create(&mut self, round: &Round, name: &str) -> Operation {
        let (token, value) = self.version(round, name);
        Operation::Create { token, value }
    }

    fn get(&mut self, round: &Round, name: &str) -> Operation {
        match self.random.below(4) {
            0 => Operation::Get { version: self.any_version(round, name), label: None },
            1 => Operation::Get { version: None, label: Some(self.label()) },
            _ => Operation::READ,
        }
    }

    fn put(&mut self, round: &Round, name: &str) -> Operation {
        let (token, value) = self.version(round, name);
        let labels = match self.random.below(3) {
            0 => Some(BTreeSet::from([self.label(), self.label()])),
            _ => None,
        };
        Operation::Put { token, value, labels }
    }

    fn move_label(&mut self, round: &Round, name: &str) -> Operation {
        let label = self.label();
        let from = self.seen.get(&(name.to_owned(), label.clone())).cloned();
        let to = match self.random.below(5) {
            0 => None,
            1 => self.any_version(round, name),
            _ => self.any_seen(name),
        };
        Operation::Move { label, to, from }
    }

    fn label(&mut self) -> String {
        self.random.one_of(&LABELS).copied().unwrap_or(CURRENT).to_owned()
    }

    fn any_version(&mut self, round: &Round, name: &str) -> Option<String> {
        self.random.one_of(&round.versions(name)).cloned()
    }

    fn any_seen(&mut self, name: &str) -> Option<String> {
        let on_it = self.seen.iter().filter(|((of, _), _)| of == name);
        self.random.one_of(&on_it.map(|(_, version)| version.clone()).collect::<Vec<_>>()).cloned()
    }

    /// A version that nobody else makes: its token, and a value that tells who made it.
    fn version(&mut self, round: &Round, name: &str) -> (String, String) {
        self.calls += 1;
        let token = format!("caller-{:04}-version-{:020}", self.number, self.calls);
        round.remember(name, &token);
        let value = format!("{} of caller {}", self.calls, self.number);
        (token, value)
    }
}
