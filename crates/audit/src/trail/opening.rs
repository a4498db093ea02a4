//! What is found in a folder when a trail is opened: where it ends, and which events it holds. Nothing is changed, but
//! what is found is made durable.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::chain::{Linked, Position, hash_of};
use crate::notice::{Notice, Opening};
use crate::segment::{Line, Lines, segments};
use crate::{Checkpoint, EventId, SegmentName, StoredHead};

/// The end of a trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tail {
    /// The newest whole line.
    pub(super) position: Position,
    /// Whether there is a line without an end behind it.
    torn: bool,
    /// The greatest index of a checkpoint among the lines that were read.
    checkpoint: Option<u64>,
    /// The checkpoint that the newest line is.
    ends_with: Option<Checkpoint>,
}

impl Tail {
    /// What the record of the opening says.
    pub(super) fn opening(&self, head: &StoredHead) -> Opening {
        let vouched = head.vouched();
        let found = self.position.sequence;
        let nothing_behind = found == vouched.saturating_add(1);
        let clean = match head.checkpoint() {
            Some(newest) => nothing_behind && self.ends_with.as_ref() == Some(newest) && !self.torn,
            None => found == 0 && !self.torn,
        };
        Opening { found, vouched, clean, torn: self.torn }
    }

    /// The newest checkpoint, if the trail does not hold it: the process ended between signing it and writing it here.
    pub(super) fn unwritten<'a>(&self, head: &'a StoredHead) -> Option<&'a Checkpoint> {
        head.checkpoint().filter(|newest| self.checkpoint < Some(newest.index))
    }

    fn read(&mut self, line: Line<'_>) {
        self.torn = line == Line::Torn;
        let line = match line {
            Line::Torn => return,
            Line::Whole(line) => line,
            Line::TooLong => b"",
        };
        let linked = Linked::parse(line);
        // A line that cannot be read counts: verification will name it, and its number must not be given again.
        let sequence =
            linked.as_ref().map(|linked| linked.sequence).filter(|read| *read > self.position.sequence);
        let sequence = sequence.unwrap_or(self.position.sequence.saturating_add(1));
        self.position = Position { sequence, hash: hash_of(line) };
        let notice = linked.and_then(|linked| Notice::parse(&linked.kind, linked.details).ok().flatten());
        self.ends_with = match notice {
            Some(Notice::Checkpoint(checkpoint)) => Some(*checkpoint),
            Some(Notice::Doubt(_) | Notice::Opening(_)) | None => None,
        };
        self.checkpoint = self.checkpoint.max(self.ends_with.as_ref().map(|checkpoint| checkpoint.index));
    }
}

/// The end of the trail in `folder`. Reads the segments since the one that holds the newest head's record.
pub(super) fn tail(folder: &Path, head: &StoredHead) -> io::Result<Tail> {
    let names = segments(folder)?;
    let mut start = holding(&names, head.vouched().saturating_add(1));
    loop {
        let (tail, whole) = tail_from(folder, names.get(start..).unwrap_or_default())?;
        // Segments that hold no whole line do not say where the trail ends.
        match (whole, start.checked_sub(1)) {
            (0, Some(before)) => start = before,
            (0, None) => return Ok(Tail { position: Position::beginning(), ..tail }),
            _ => return Ok(tail),
        }
    }
}

/// Makes durable what a former process wrote and no head vouches for: from here on it counts as recorded, whatever that
/// process had come to.
pub(super) fn sync(folder: &Path, head: &StoredHead) -> io::Result<()> {
    let unvouched = unvouched(folder, head)?;
    for name in &unvouched {
        File::open(folder.join(name.to_string()))?.sync_data()?;
    }
    if unvouched.is_empty() { Ok(()) } else { File::open(folder)?.sync_all() }
}

/// The segments that may hold records which no head vouches for. A head is signed after a sync of all before it.
fn unvouched(folder: &Path, head: &StoredHead) -> io::Result<Vec<SegmentName>> {
    let mut names = segments(folder)?;
    names.drain(..holding(&names, head.vouched().saturating_add(1)));
    Ok(names)
}

/// Which segment holds this sequence, or would.
fn holding(names: &[SegmentName], sequence: u64) -> usize {
    names.partition_point(|name| name.first <= sequence).saturating_sub(1)
}

/// The end of these segments, and how many whole lines they hold.
fn tail_from(folder: &Path, names: &[SegmentName]) -> io::Result<(Tail, u64)> {
    let before = names.first().map_or(0, |name| name.first.saturating_sub(1));
    let position = Position { sequence: before, ..Position::beginning() };
    let mut tail = Tail { position, torn: false, checkpoint: None, ends_with: None };
    let mut whole = 0_u64;
    for name in names {
        let mut lines = Lines::of(folder, *name)?;
        while let Some(line) = lines.next()? {
            whole += u64::from(line != Line::Torn);
            tail.read(line);
        }
    }
    Ok((tail, whole))
}

/// Which of the `wanted` events stand in the trail behind the record `after`.
///
/// Reads the trail from there to its end; blocks.
///
/// # Errors
///
/// What the system says.
pub fn standing(folder: &Path, after: u64, wanted: &BTreeSet<EventId>) -> io::Result<BTreeSet<EventId>> {
    let names = segments(folder)?;
    let mut found = BTreeSet::new();
    for name in names.get(holding(&names, after.saturating_add(1))..).unwrap_or_default() {
        let mut lines = Lines::of(folder, *name)?;
        while let Some(line) = lines.next()? {
            let Line::Whole(line) = line else { continue };
            let id = Linked::parse(line).map(|linked| linked.id);
            found.extend(id.filter(|id| wanted.contains(id)));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
