//! A caller that writes to secrets of its own, and remembers of each what the server has acknowledged.
//!
//! Nobody else writes to them, so their state is known, but for the call that was cut off: that one is wholly done or
//! not at all.

use std::collections::BTreeSet;
use std::sync::mpsc::Sender;

use crate::client::Client;
use crate::histories::operation::{Operation, Outcome, State};
use crate::limits::KILL_SECRETS_PER_WRITER;
use crate::model::secret::{CURRENT, PENDING, PREVIOUS, Secret};
use crate::random::Random;

/// How many versions a secret gets before it makes room for another of its name: each is read after each kill.
const VERSIONS_MAX: usize = 30;

/// The labels that writers put and move.
const LABELS: [&str; 4] = [CURRENT, PENDING, PREVIOUS, "blue"];

/// What is known of one secret.
#[derive(Debug)]
pub(crate) struct Ledger {
    pub(crate) name: String,
    /// The states that it may be in: one, or two if the last call had no answer, the acknowledged one first.
    pub(crate) states: Vec<State>,
    /// The states it was in since it was last looked at, each of which something acknowledged has ended.
    pub(crate) former: Vec<State>,
}

impl Ledger {
    /// A secret in a state that is known.
    pub(crate) fn new(name: String, state: State) -> Self {
        Self { name, states: vec![state], former: Vec::new() }
    }

    /// Notes the state that the secret was found in.
    pub(crate) fn settle(&mut self, state: State) {
        *self = Self::new(std::mem::take(&mut self.name), state);
    }

    /// Notes a call and how it ended; returns whether any rule explains that.
    pub(crate) fn note(&mut self, operation: &Operation, outcome: &Outcome) -> bool {
        let Some(before) = self.states.first().cloned() else { return false };
        let Some(after) = before.after(&self.name, operation, outcome) else { return false };
        if *outcome == Outcome::Unknown {
            self.states.extend(Some(after).filter(|after| *after != before));
        } else if after.secret == before.secret {
            self.states = vec![after];
        } else {
            self.states = vec![after];
            self.former.push(before);
        }
        true
    }
}

/// A caller and its secrets.
#[derive(Debug)]
pub(crate) struct Writer {
    pub(crate) ledgers: Vec<Ledger>,
    /// How many writes were acknowledged.
    pub(crate) acknowledged: u64,
    /// Answers that no rule explains.
    pub(crate) wrong_answers: Vec<String>,
    number: u64,
    random: Random,
    versions: u64,
}

impl Writer {
    /// A writer whose secrets do not exist yet.
    pub(crate) fn new(number: u64, random: Random) -> Self {
        let name = |secret| format!("writer{number}/secret{secret}");
        let ledger = |secret| Ledger::new(name(secret), State::default());
        let ledgers = (0..KILL_SECRETS_PER_WRITER).map(ledger).collect();
        Self { ledgers, acknowledged: 0, wrong_answers: Vec::new(), number, random, versions: 0 }
    }

    /// Writes until the server is gone, and tells of each write that was acknowledged.
    pub(crate) fn write_until_cut_off(&mut self, client: &mut Client, acknowledged: &Sender<()>) {
        loop {
            let known: Vec<_> =
                (0..self.ledgers.len()).filter(|index| self.state(*index).is_some()).collect();
            let Some(index) = self.random.one_of(&known).copied() else { return };
            let Some((name, state)) = self.state(index) else { return };
            let operation = self.choose(state.secret.as_ref());
            let reply = client.call(operation.name(), &operation.input(&name));
            let outcome = reply.as_ref().map_or(Outcome::Unknown, |reply| operation.outcome(reply));
            self.note(index, &operation, &outcome);
            if reply.is_err() {
                return;
            }
            if outcome.is_done() {
                self.acknowledged += 1;
                // Nobody waits for it any more once the server is killed.
                let _ = acknowledged.send(());
            }
        }
    }

    /// A secret's name and state, unless that is in doubt.
    fn state(&self, index: usize) -> Option<(String, State)> {
        let ledger = self.ledgers.get(index)?;
        match ledger.states.as_slice() {
            [state] => Some((ledger.name.clone(), state.clone())),
            _ => None,
        }
    }

    fn note(&mut self, index: usize, operation: &Operation, outcome: &Outcome) {
        let Some(ledger) = self.ledgers.get_mut(index) else { return };
        if !ledger.note(operation, outcome) {
            let (name, states) = (&ledger.name, &ledger.states);
            self.wrong_answers.push(format!("{name}: {operation:?}: {outcome:?} in {states:?}"));
        }
    }

    fn choose(&mut self, secret: Option<&Secret>) -> Operation {
        let Some(secret) = secret else {
            let (token, value) = self.version();
            return Operation::Create { token, value };
        };
        let chance = self.random.below(100);
        if secret.versions.len() >= VERSIONS_MAX || chance == 0 {
            Operation::Delete { at_once: true }
        } else if secret.scheduled {
            Operation::Restore
        } else if chance < 5 {
            Operation::Delete { at_once: false }
        } else if chance < 30 {
            self.move_label(secret)
        } else {
            self.put()
        }
    }

    fn put(&mut self) -> Operation {
        let (token, value) = self.version();
        let labels = match self.random.below(3) {
            0 => Some(BTreeSet::from([self.label(), self.label()])),
            _ => None,
        };
        Operation::Put { token, value, labels }
    }

    fn move_label(&mut self, secret: &Secret) -> Operation {
        let label = self.label();
        let versions: Vec<_> = secret.versions.keys().collect();
        let to = self.random.one_of(&versions).map(|version| (*version).clone());
        Operation::Move { from: secret.labels.get(&label).cloned(), label, to }
    }

    fn label(&mut self) -> String {
        self.random.one_of(&LABELS).copied().unwrap_or(CURRENT).to_owned()
    }

    fn version(&mut self) -> (String, String) {
        self.versions += 1;
        let (writer, version) = (self.number, self.versions);
        (format!("writer-{writer:04}-version-{version:020}"), format!("{version} of writer {writer}"))
    }
}
