//! Checks a trail without a server: that nothing was changed, removed, moved, repeated or cut, as far as chain and heads
//! can tell.
//!
//! Reads the folder once from its beginning, in bounded memory. It knows nothing of what the events say. What such a check
//! proves and what not is said at the top of this crate.

mod ratchet;
mod report;
mod window;

use std::io;
use std::path::Path;

use seal::PublicKey;

use crate::chain::{Linked, Position, hash_of};
use crate::notice::{Malformed, Notice, Opening, encode_checkpoint};
use crate::segment::{Line, Lines, segments};
use crate::{Checkpoint, Node, SegmentName, StoredHead};
use ratchet::Ratchet;
use window::Window;

pub use report::{Fault, Finding, Note, Place, Remark, Report, Vouched};

/// Checks the trail in `folder`.
///
/// `head` is the newest head, as the store keeps it: without one, a cut end cannot be noticed. `root` is the first public
/// key, as the operator kept it: without one, the head's is believed, and without that, the trail's own.
///
/// A trail may be checked while it is written; what comes behind the head is then checked as far as it is there.
///
/// # Errors
///
/// What the system says, if a file cannot be read. What is wrong with the trail itself stands in the report.
pub fn verify(folder: &Path, head: Option<&StoredHead>, root: Option<PublicKey>) -> io::Result<Report> {
    let mut verifier = Verifier::new(head, root);
    for name in segments(folder)? {
        let mut lines = Lines::of(folder, name)?;
        let mut place = Place { segment: name, line: 0 };
        verifier.segment = Some(name);
        while let Some(line) = lines.next()? {
            place.line = place.line.saturating_add(1);
            verifier.line(place, line);
        }
    }
    Ok(verifier.finish())
}

struct Verifier<'a> {
    head: Option<&'a StoredHead>,
    node: Option<String>,
    last: Position,
    /// Whether the last line could not be read, so that the next cannot be held against it.
    is_blind: bool,
    /// The segment whose first record is yet to come.
    segment: Option<SegmentName>,
    window: Window,
    ratchet: Ratchet,
    report: Report,
}

impl<'a> Verifier<'a> {
    fn new(head: Option<&'a StoredHead>, root: Option<PublicKey>) -> Self {
        let mut report = Report::default();
        if head.is_some_and(|head| root.is_some_and(|root| root != head.root())) {
            report.find(None, Fault::OtherRoot);
        }
        let known = root.or(head.map(StoredHead::root));
        report.remark_if(known.is_none(), None, Remark::NoRoot);
        report.remark_if(head.is_none(), None, Remark::NoHead);
        Self {
            head,
            node: head.map(|head| head.node().to_string()),
            last: Position::beginning(),
            is_blind: false,
            segment: None,
            window: Window::default(),
            ratchet: Ratchet::of(known),
            report,
        }
    }

    fn line(&mut self, at: Place, line: Line<'_>) {
        let bytes = match line {
            Line::Torn => return self.report.remark_if(true, Some(at), Remark::Torn),
            Line::TooLong => &[],
            Line::Whole(bytes) => bytes,
        };
        let read = Linked::parse(bytes).and_then(|mut linked| {
            let notice = Notice::parse(&linked.kind, linked.details.take());
            notice.map_err(|Malformed| ()).ok().map(|notice| (linked, notice))
        });
        match read {
            Some((linked, notice)) => self.record(at, bytes, &linked, notice),
            None => self.unreadable(at, bytes),
        }
    }

    /// It stands for the record that should be here, whatever it was.
    fn unreadable(&mut self, at: Place, line: &[u8]) {
        self.report.find(Some(at), Fault::Unreadable { sequence: self.last.sequence.saturating_add(1) });
        self.last = Position { sequence: self.last.sequence.saturating_add(1), hash: hash_of(line) };
        self.is_blind = true;
        self.segment = None;
    }

    fn record(&mut self, at: Place, line: &[u8], linked: &Linked, notice: Option<Notice>) {
        self.belongs(at, linked);
        let expected = self.last.sequence.saturating_add(1);
        if linked.sequence < expected {
            return self.report.find_behind(at, linked.sequence);
        }
        if linked.sequence > expected {
            let (from, to) = (expected, linked.sequence.saturating_sub(1));
            self.report.find(Some(at), gap(from, to, notice.as_ref()));
            self.is_blind |= !matches!(notice, Some(Notice::Opening(_)));
        }
        if linked.previous != self.last.hash && !self.is_blind {
            self.report.find(Some(at), Fault::Changed { sequence: linked.sequence });
        }
        self.is_blind = false;
        self.last = Position { sequence: linked.sequence, hash: hash_of(line) };
        self.window.push(self.last);
        self.report.count(linked.sequence);
        self.meets_head(at);
        match notice {
            Some(Notice::Checkpoint(checkpoint)) => self.checkpoint(at, line, linked, *checkpoint),
            Some(Notice::Doubt(doubt)) => {
                self.report.remark_if(true, Some(at), Remark::Doubt { from: doubt.from, to: doubt.to });
            }
            Some(Notice::Opening(opening)) => self.opening(at, &opening),
            None => {}
        }
    }

    /// Whether the record is one of this trail, and the first of its segment is the one that the name tells.
    fn belongs(&mut self, at: Place, linked: &Linked) {
        if self.node.get_or_insert_with(|| linked.node.clone()) != &linked.node {
            self.report.find(Some(at), Fault::Foreign { sequence: linked.sequence });
        }
        if self.segment.take().is_some_and(|name| name.first != linked.sequence) {
            self.report.find(Some(at), Fault::Misnamed { sequence: linked.sequence });
        }
    }

    /// Holds the record against the head that the store keeps.
    fn meets_head(&mut self, at: Place) {
        let newest = self.head.and_then(StoredHead::checkpoint);
        if newest.is_some_and(|newest| newest.sequence == self.last.sequence && newest.hash != self.last.hash)
        {
            self.report.find(Some(at), Fault::Contradicted { sequence: self.last.sequence });
        }
    }

    fn opening(&mut self, at: Place, opening: &Opening) {
        let is_rough = !opening.clean && opening.found > 0;
        let after = opening.vouched.min(opening.found);
        self.report.remark_if(is_rough, Some(at), Remark::Window { after, until: opening.sequence() });
    }

    fn checkpoint(&mut self, at: Place, line: &[u8], linked: &Linked, checkpoint: Checkpoint) {
        // Nothing may come behind the newest checkpoint's record that would tell of a change in it. But all of it follows
        // from the checkpoint, whose signature tells.
        if !is_record_of(&checkpoint, linked, line) {
            self.report.find(Some(at), Fault::Changed { sequence: linked.sequence });
        }
        let own_sequence = linked.sequence;
        let vouches = self.vouches(at, &checkpoint, own_sequence);
        self.turn(Some(at), checkpoint, vouches);
    }

    /// Turns the ratchet. A checkpoint counts if keys from the first to its own form one chain.
    fn turn(&mut self, at: Option<Place>, checkpoint: Checkpoint, vouches: bool) {
        let Checkpoint { sequence, time, index, .. } = checkpoint;
        match self.ratchet.turn(checkpoint) {
            Err(fault) => self.report.find(at, fault),
            Ok(()) if vouches && self.ratchet.is_whole() => {
                self.report.vouched = Some(Vouched { sequence, time, index });
            }
            Ok(()) => {}
        }
    }

    /// Whether the record that a checkpoint names is the one in the trail.
    fn vouches(&mut self, at: Place, checkpoint: &Checkpoint, own_sequence: u64) -> bool {
        let sequence = checkpoint.sequence;
        let fault = match self.window.hash(sequence) {
            Some(hash) if hash == checkpoint.hash && sequence < own_sequence => {
                self.window.forget_before(sequence);
                return true;
            }
            Some(_) => Fault::Contradicted { sequence },
            None if sequence >= own_sequence => Fault::Contradicted { sequence },
            None if self.window.has_forgotten(sequence) => Fault::Unchecked { sequence },
            // The record is missing, or was lost, which was said where it should be.
            None => return false,
        };
        self.report.find(Some(at), fault);
        false
    }

    fn finish(mut self) -> Report {
        self.report.node = self.node.take();
        if self.report.records == 0 && self.report.findings.is_empty() {
            self.report.find(None, Fault::Absent);
        }
        if let Some(newest) = self.head.and_then(StoredHead::checkpoint) {
            self.hold_against(newest);
        }
        self.report.root = self.ratchet.root();
        self.report
    }

    /// Holds the whole trail against the newest head that the store keeps.
    fn hold_against(&mut self, newest: &Checkpoint) {
        let (from, to) = (self.last.sequence.saturating_add(1), newest.sequence);
        if from <= to {
            // The checkpoints in between are missing with their records.
            return self.report.find(None, Fault::Cut { from, to });
        }
        let in_trail = self.ratchet.newest().map(|checkpoint| checkpoint.index);
        if in_trail > Some(newest.index) {
            return self.report.remark_if(true, None, Remark::OlderHead { sequence: newest.sequence });
        }
        let is_there = in_trail == Some(newest.index);
        self.report.remark_if(!is_there, None, Remark::HeadNotInTrail { sequence: newest.sequence });
        let meets = self.window.hash(newest.sequence) == Some(newest.hash);
        self.turn(None, newest.clone(), meets);
    }
}

/// What a leap in the numbers is: told of by the record that leapt, or not.
fn gap(from: u64, to: u64, notice: Option<&Notice>) -> Fault {
    let is_told = |opening: &Opening| opening.found.saturating_add(1) == from && opening.vouched == to;
    match notice {
        Some(Notice::Opening(opening)) if is_told(opening) => Fault::Lost { from, to },
        Some(Notice::Checkpoint(_) | Notice::Doubt(_) | Notice::Opening(_)) | None => {
            Fault::Missing { from, to }
        }
    }
}

fn is_record_of(checkpoint: &Checkpoint, linked: &Linked, line: &[u8]) -> bool {
    let Ok(node) = linked.node.parse::<Node>() else { return false };
    let before = Position { sequence: linked.sequence.saturating_sub(1), hash: linked.previous };
    let mut spelled = Vec::with_capacity(line.len());
    let _ = before.link(&node, encode_checkpoint(checkpoint).json(), &mut spelled);
    spelled.strip_suffix(b"\n") == Some(line)
}

#[cfg(test)]
mod tests;
