//! A disk that keeps what was synced and, when power fails, any part of what was not.
//!
//! What is assumed of the medium: bytes that a sync covered stay; a write that no sync covered is kept whole, kept in some
//! sectors, or lost, whatever became of later ones; a sector is never half written; the names in a folder change in
//! order, so that the last changes that no sync of the folder covered may be lost; a sync of a file does not cover its
//! name. Knows no database.

mod image;

use std::collections::BTreeMap;

use anyhow::Context;

pub(crate) use image::{Image, Survival};

use crate::trace::Event;

/// The disk after some calls.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    /// How many calls there were.
    calls: usize,
    files: Vec<Contents>,
    /// As the running process sees them.
    names: Names,
    durable_names: Names,
    pending_names: Vec<(usize, NameChange)>,
    /// The syncs that have not returned yet.
    syncs: BTreeMap<u64, Sync>,
}

/// What lies under which name.
type Names = BTreeMap<String, Entry>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    File(usize),
    Folder,
}

#[derive(Clone, Debug)]
enum NameChange {
    Add(String, Entry),
    Remove(String),
    Rename(String, String),
}

/// A file's bytes: those that a sync covered, and the changes since, each with the number of its call.
#[derive(Debug, Default)]
struct Contents {
    durable: Vec<u8>,
    pending: Vec<(usize, Change)>,
}

#[derive(Debug)]
enum Change {
    Resize(usize),
    Write(usize, Vec<u8>),
}

/// A sync covers what was called before it.
#[derive(Debug)]
struct Sync {
    begun: usize,
    entry: Entry,
}

impl Disk {
    /// Takes one more call in.
    ///
    /// # Errors
    ///
    /// The call is on a file that was never made, or on sizes beyond this machine.
    pub(crate) fn apply(&mut self, event: &Event) -> anyhow::Result<()> {
        self.calls += 1;
        match event {
            Event::Created { name } => {
                self.rename(NameChange::Add(name.clone(), Entry::File(self.files.len())));
                self.files.push(Contents::default());
            }
            Event::FolderMade { name } => self.rename(NameChange::Add(name.clone(), Entry::Folder)),
            Event::Removed { name } => self.rename(NameChange::Remove(name.clone())),
            Event::Renamed { from, to } => self.rename(NameChange::Rename(from.clone(), to.clone())),
            Event::Resized { name, bytes } => self.change(name, Change::Resize(usize::try_from(*bytes)?))?,
            Event::SyncBegun { name, number } => self.begin_sync(name, *number)?,
            Event::SyncEnded { name, number } => self.settle(name, *number),
            Event::Written { name, at, data } => {
                self.change(name, Change::Write(usize::try_from(*at)?, data.clone()))?;
            }
        }
        Ok(())
    }

    fn rename(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.pending_names.push((self.calls, change));
    }

    fn change(&mut self, name: &str, change: Change) -> anyhow::Result<()> {
        let file = match self.names.get(name) {
            Some(Entry::File(number)) => self.files.get_mut(*number),
            Some(Entry::Folder) | None => None,
        };
        let file = file.with_context(|| format!("`{name}` was changed and never made"))?;
        file.pending.push((self.calls, change));
        Ok(())
    }

    fn begin_sync(&mut self, name: &str, number: u64) -> anyhow::Result<()> {
        // The recorded folder itself was there before anything was recorded.
        let entry = if name.is_empty() { Some(Entry::Folder) } else { self.names.get(name).copied() };
        let entry = entry.with_context(|| format!("`{name}` was synced and never made"))?;
        self.syncs.insert(number, Sync { begun: self.calls, entry });
        Ok(())
    }

    fn settle(&mut self, name: &str, number: u64) {
        match self.syncs.remove(&number) {
            Some(Sync { begun, entry: Entry::File(file) }) => {
                if let Some(contents) = self.files.get_mut(file) {
                    contents.settle(begun);
                }
            }
            Some(Sync { begun, entry: Entry::Folder }) => self.settle_names(name, begun),
            None => {}
        }
    }

    fn settle_names(&mut self, folder: &str, begun: usize) {
        for (call, change) in std::mem::take(&mut self.pending_names) {
            if call < begun && change.folder() == folder {
                change.apply(&mut self.durable_names);
            } else {
                self.pending_names.push((call, change));
            }
        }
    }
}

impl NameChange {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Add(name, entry) => {
                names.insert(name.clone(), *entry);
            }
            Self::Remove(name) => {
                names.remove(name);
            }
            Self::Rename(from, to) => {
                let entry = names.remove(from);
                names.extend(entry.map(|entry| (to.clone(), entry)));
            }
        }
    }

    /// The folder whose names change; a file that is renamed stays in its folder.
    fn folder(&self) -> &str {
        match self {
            Self::Add(name, _) | Self::Remove(name) | Self::Rename(_, name) => folder(name),
        }
    }
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Contents {
    fn settle(&mut self, begun: usize) {
        let covered = self.pending.partition_point(|(call, _)| *call < begun);
        for (_, change) in self.pending.drain(..covered) {
            change.apply(&mut self.durable);
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Resize(length) => bytes.resize(*length, 0),
            Self::Write(at, data) => write(bytes, *at, data),
        }
    }
}

/// Writes `data` at `at`; what lies between the end and `at` reads as zeros.
fn write(bytes: &mut Vec<u8>, at: usize, data: &[u8]) {
    let end = at.saturating_add(data.len());
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    if let Some(place) = bytes.get_mut(at..end) {
        place.copy_from_slice(data);
    }
}

#[cfg(test)]
mod tests;
