//! What lies on the disk when power comes back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use seal::Entropy;

use super::{Change, Contents, Disk, Entry, Names, folder, write};
use crate::limits::SECTOR_BYTES;

/// What remains of the calls that no sync covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Survival {
    /// All, as after the end of a process.
    Everything,
    /// None.
    Nothing,
    /// Some of the sectors of some writes.
    Sectors,
    /// Some of the writes, each whole.
    Writes,
}

impl Survival {
    /// Each of them.
    pub(crate) const ALL: [Self; 4] = [Self::Everything, Self::Nothing, Self::Sectors, Self::Writes];
}

/// The files and folders by name; a folder has no bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Image(pub(crate) BTreeMap<String, Option<Vec<u8>>>);

impl Image {
    /// Cuts the power now.
    pub(crate) fn of(disk: &Disk, survival: Survival, entropy: &mut Entropy) -> Self {
        let mut draw = Draw { survival, odds: entropy.below(7) + 1, entropy };
        let names = surviving_names(disk, &mut draw);
        let reachable = names.iter().filter(|(name, _)| is_reachable(name, &names));
        let entries = reachable.map(|(name, entry)| {
            let contents = match entry {
                Entry::File(number) => disk.files.get(*number),
                Entry::Folder => None,
            };
            (name.clone(), contents.map(|contents| contents.surviving(&mut draw)))
        });
        Self(entries.collect())
    }

    /// Writes the image into a folder.
    ///
    /// # Errors
    ///
    /// The medium's.
    pub(crate) fn restore(&self, root: &Path) -> anyhow::Result<()> {
        for (name, bytes) in &self.0 {
            let path = root.join(name);
            let made = match bytes {
                Some(bytes) => fs::write(&path, bytes),
                None => fs::create_dir(&path),
            };
            made.with_context(|| path.display().to_string())?;
        }
        Ok(())
    }
}

/// Decides what survives.
struct Draw<'a> {
    survival: Survival,
    /// How likely each part is to survive, in eighths.
    odds: u32,
    entropy: &'a mut Entropy,
}

impl Draw<'_> {
    fn keeps_whole(&mut self) -> bool {
        match self.survival {
            Survival::Everything => true,
            Survival::Nothing => false,
            Survival::Sectors | Survival::Writes => self.lucky(),
        }
    }

    fn lucky(&mut self) -> bool {
        self.entropy.below(8) < self.odds
    }
}

/// In each folder, the changes up to one of them.
fn surviving_names(disk: &Disk, draw: &mut Draw<'_>) -> Names {
    let mut names = disk.durable_names.clone();
    let mut cut = Vec::new();
    for (_, change) in &disk.pending_names {
        if cut.contains(&change.folder()) {
            continue;
        }
        if draw.keeps_whole() {
            change.apply(&mut names);
        } else {
            cut.push(change.folder());
        }
    }
    names
}

/// Whether the folders that lead to a name have survived too.
fn is_reachable(name: &str, names: &Names) -> bool {
    let folder = folder(name);
    folder.is_empty() || names.get(folder) == Some(&Entry::Folder) && is_reachable(folder, names)
}

impl Contents {
    fn surviving(&self, draw: &mut Draw<'_>) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        for (_, change) in &self.pending {
            match (change, draw.survival) {
                (Change::Write(at, data), Survival::Sectors) => tear(&mut bytes, *at, data, draw),
                (
                    Change::Resize(_) | Change::Write(..),
                    Survival::Everything | Survival::Nothing | Survival::Sectors | Survival::Writes,
                ) => {
                    if draw.keeps_whole() {
                        change.apply(&mut bytes);
                    }
                }
            }
        }
        bytes
    }
}

/// Writes some of the sectors that `data` covers.
fn tear(bytes: &mut Vec<u8>, at: usize, data: &[u8], draw: &mut Draw<'_>) {
    let (mut at, mut rest) = (at, data);
    while !rest.is_empty() {
        let to_the_next = SECTOR_BYTES - at % SECTOR_BYTES;
        let (piece, after) = rest.split_at(to_the_next.min(rest.len()));
        if draw.lucky() {
            write(bytes, at, piece);
        }
        (at, rest) = (at + piece.len(), after);
    }
}
