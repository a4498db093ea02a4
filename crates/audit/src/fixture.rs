//! What the tests of several modules stand on: events, a store, a sink that does as it is told.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use store::{Store, StoreError, Transaction, Work};

use crate::segment::segments;
use crate::{
    Durability, Encoded, Event, EventId, FileSink, Node, Occasion, Operation, Options, Parameters, Rotation,
    Sink, StoredHead, Syncing, Trail, UserIdentity, load_or_make_head,
};

/// Longer than any test should take: a deadline that never passes.
pub(crate) const LONG: Duration = Duration::from_secs(600);

pub(crate) fn node() -> Node {
    "n1".parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_767_225_600).unwrap()
}

/// The event of this number.
pub(crate) fn event(number: u64) -> Encoded {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    let operation = Operation {
        source: "secretsmanager.amazonaws.com",
        name: "GetSecretValue".into(),
        is_read_only: true,
    };
    let occasion = Occasion { id: EventId::from_bytes(id), time: now(), region: None, account: None };
    Event::api_call(operation, UserIdentity::unknown(Some("AKIAEXAMPLEEXAMPLE12")), occasion)
        .parameters(Parameters::new().with("secretId", format!("secret {number}")))
        .encode()
}

pub(crate) fn options() -> Options {
    Options { deadline: LONG, ..Options::default() }
}

pub(crate) fn store() -> Store {
    Store::in_memory(1).0
}

struct Load;

impl Work for Load {
    type Done = StoredHead;
    type Failure = StoreError;

    async fn run(&self, tx: &mut Transaction) -> Result<Self::Done, StoreError> {
        Ok(load_or_make_head(tx, &node()).await?.as_ref().clone())
    }
}

/// The head that the store keeps.
pub(crate) async fn head(store: &Store) -> StoredHead {
    store.transact(&Load).await.unwrap()
}

pub(crate) async fn open(folder: &Path, store: &Store) -> Trail {
    Trail::open(folder, &head(store).await, now(), &options()).unwrap()
}

/// The lines of all segments, by segment.
pub(crate) fn lines(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let read = |name: &String| std::fs::read_to_string(folder.join(name)).unwrap();
    let names = segments(folder).unwrap().into_iter().map(|name| name.to_string());
    names.map(|name| (read(&name), name)).map(|(text, name)| (name, split(&text))).collect()
}

fn split(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

/// How a [`Gated`] sink behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Failing,
    Open,
    Stalled,
    SyncFailing,
}

/// A folder behind a gate.
#[derive(Debug)]
pub(crate) struct Gated {
    file: FileSink,
    gate: Gate,
}

/// Tells a sink how to behave, and whether somebody stands before it.
#[derive(Debug, Clone)]
pub(crate) struct Gate(Arc<(Mutex<(Mode, usize)>, Condvar)>);

impl Gate {
    pub(crate) fn new() -> Self {
        Self(Arc::new((Mutex::new((Mode::Open, 0)), Condvar::new())))
    }

    pub(crate) fn set(&self, mode: Mode) {
        self.0.0.lock().unwrap().0 = mode;
        self.0.1.notify_all();
    }

    /// Waits until the writer stands before the closed gate.
    pub(crate) fn wait_for_writer(&self) {
        let held = self.0.0.lock().unwrap();
        drop(self.0.1.wait_while(held, |(_, waiting)| *waiting == 0).unwrap());
    }

    fn pass(&self) -> Mode {
        let mut held = self.0.0.lock().unwrap();
        held.1 += 1;
        self.0.1.notify_all();
        let mut held = self.0.1.wait_while(held, |(mode, _)| *mode == Mode::Stalled).unwrap();
        held.1 -= 1;
        held.0
    }

    pub(crate) async fn open(&self, folder: &Path, store: &Store, durability: Durability) -> Trail {
        let file = FileSink::open(folder, Rotation::default()).unwrap();
        let sink = Box::new(Gated { file, gate: self.clone() });
        let options = Options { durability, ..options() };
        Trail::open_on(sink, folder, &head(store).await, (now(), &options)).unwrap()
    }
}

impl Sink for Gated {
    fn append(&mut self, lines: &[u8], first: u64) -> io::Result<()> {
        match self.gate.pass() {
            Mode::Failing => Err(io::ErrorKind::StorageFull.into()),
            Mode::Open | Mode::Stalled | Mode::SyncFailing => self.file.append(lines, first),
        }
    }

    fn sync(&mut self) -> Syncing {
        match self.gate.0.0.lock().unwrap().0 {
            Mode::SyncFailing => Box::new(|| Err(io::ErrorKind::Other.into())),
            Mode::Failing | Mode::Open | Mode::Stalled => self.file.sync(),
        }
    }

    fn abandon(&mut self) {
        self.file.abandon();
    }
}
