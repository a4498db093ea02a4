//! What a check found, for a terminal and for programs.

use std::fmt;

use jiff::Timestamp;
use seal::PublicKey;

use crate::SegmentName;
use crate::limits::FINDINGS_MAX;

/// What was found in a trail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Whose trail it is, if it says.
    pub node: Option<String>,
    /// How many records were verified.
    pub records: u64,
    /// The sequences of the first and the last of them.
    pub sequences: Option<(u64, u64)>,
    /// Up to which record a signed head vouches, when it was signed, and as which.
    pub vouched: Option<Vouched>,
    /// The first public key: as it was given, as the head has it, or as the trail itself says.
    pub root: Option<PublicKey>,
    /// What is wrong, up to [`FINDINGS_MAX`].
    pub findings: Vec<Finding>,
    /// What is not wrong, but limits what the check proves; up to [`FINDINGS_MAX`].
    pub notes: Vec<Note>,
    /// How many findings and notes were not spelled out.
    pub omitted: u64,
}

/// What a signed head vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vouched {
    /// The sequence of the newest record.
    pub sequence: u64,
    /// When it was signed.
    pub time: Timestamp,
    /// How many were signed before.
    pub index: u64,
}

/// Where in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub segment: SegmentName,
    /// The line in it, counted from 1.
    pub line: u64,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where, if it is at one place.
    pub at: Option<Place>,
    /// What.
    pub fault: Fault,
}

/// Something that limits what the check proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where, if it is at one place.
    pub at: Option<Place>,
    /// What.
    pub remark: Remark,
}

/// What may be wrong with a trail.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no trail.
    #[error("there is no record")]
    Absent,
    /// A checkpoint is not signed by the key that it names.
    #[error("the signature of checkpoint {index} is not valid")]
    BadSignature {
        /// Its index.
        index: u64,
    },
    /// A checkpoint is not signed by the key that the one before named, or not by the first key.
    #[error("checkpoint {index} does not follow from the one before, or from the first key")]
    BrokenRatchet {
        /// Its index.
        index: u64,
    },
    /// A record was changed, or the one before it.
    #[error("record {sequence} does not follow from the one before: one of the two was changed")]
    Changed {
        /// The record's sequence.
        sequence: u64,
    },
    /// A signed head vouches for another record.
    #[error("record {sequence} is not the one that was signed: the trail was written anew")]
    Contradicted {
        /// The record's sequence.
        sequence: u64,
    },
    /// The end is missing: a signed head vouches for more.
    #[error("records {from} to {to} are missing at the end: the trail was cut")]
    Cut {
        /// The sequence of the first missing record.
        from: u64,
        /// The sequence of the last that is known to be missing.
        to: u64,
    },
    /// A record of another node's trail.
    #[error("record {sequence} belongs to another node's trail")]
    Foreign {
        /// The record's sequence.
        sequence: u64,
    },
    /// Records were missing when the trail was opened, as it says itself.
    #[error("records {from} to {to} were lost before the trail was opened here")]
    Lost {
        /// The sequence of the first.
        from: u64,
        /// The sequence of the last.
        to: u64,
    },
    /// A segment's name tells another sequence than its first record has.
    #[error("record {sequence} is not the one that the file's name tells")]
    Misnamed {
        /// The record's sequence.
        sequence: u64,
    },
    /// Records are missing.
    #[error("records {from} to {to} are missing before this one")]
    Missing {
        /// The sequence of the first.
        from: u64,
        /// The sequence of the last.
        to: u64,
    },
    /// The head's first key is not the given one.
    #[error("the head descends from another first key than the given one")]
    OtherRoot,
    /// A record stands behind later ones.
    #[error("record {sequence} stands out of order")]
    Reordered {
        /// The record's sequence.
        sequence: u64,
    },
    /// A record stands there again.
    #[error("record {sequence} is repeated")]
    Repeated {
        /// The record's sequence.
        sequence: u64,
    },
    /// A checkpoint comes too late for its record to be held against it.
    #[error("the record {sequence} that was signed lies too far back to be checked")]
    Unchecked {
        /// The record's sequence.
        sequence: u64,
    },
    /// A line that is no record.
    #[error("the line is no record; record {sequence} should be here")]
    Unreadable {
        /// The sequence of the record that should be here.
        sequence: u64,
    },
}

/// What may limit what a check proves.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// A sync failed.
    #[error("records {from} to {to} may not have reached the disk then: a sync failed")]
    Doubt {
        /// The sequence of the first.
        from: u64,
        /// The sequence of the last.
        to: u64,
    },
    /// The head's own record is not in the trail: the process ended right after signing, or the record was cut off.
    #[error("the record of the newest head, which vouches up to record {sequence}, is not in the trail")]
    HeadNotInTrail {
        /// Up to where it vouches.
        sequence: u64,
    },
    /// No head was given.
    #[error("no head was given: a cut end cannot be noticed")]
    NoHead,
    /// Neither root nor head was given.
    #[error("no first key was given: nothing vouches for the trail's own")]
    NoRoot,
    /// The trail holds newer heads than the given one.
    #[error("the given head vouches up to record {sequence}; the trail holds newer ones")]
    OlderHead {
        /// Up to where it vouches.
        sequence: u64,
    },
    /// The last line of a segment has no end.
    #[error("the line has no end; it was acknowledged to nobody")]
    Torn,
    /// The trail was opened after a crash.
    #[error(
        "the server had not closed the trail: whether more records followed {after} than stand before {until} cannot be known"
    )]
    Window {
        /// The last record that a head had vouched for.
        after: u64,
        /// The record of the opening.
        until: u64,
    },
}

impl Report {
    /// Whether nothing is wrong, as far as can be known.
    #[must_use]
    pub const fn is_intact(&self) -> bool {
        self.findings.is_empty()
    }

    /// The records that no signed head vouches for: the first and the last.
    #[must_use]
    pub fn unvouched(&self) -> Option<(u64, u64)> {
        let (first, last) = self.sequences?;
        let from = self.vouched.map_or(first, |vouched| vouched.sequence.saturating_add(1));
        (from <= last).then_some((from, last))
    }

    pub(super) fn count(&mut self, sequence: u64) {
        self.records = self.records.saturating_add(1);
        let first = self.sequences.map_or(sequence, |(first, _)| first);
        self.sequences = Some((first, sequence));
    }

    pub(super) fn find(&mut self, at: Option<Place>, fault: Fault) {
        match self.findings.len() < FINDINGS_MAX {
            true => self.findings.push(Finding { at, fault }),
            false => self.omitted = self.omitted.saturating_add(1),
        }
    }

    /// A record whose number has passed: it stands out of order if it was missed before, and is repeated otherwise.
    pub(super) fn find_behind(&mut self, at: Place, sequence: u64) {
        let misses =
            |fault: &Fault| matches!(fault, Fault::Missing { from, to } if (*from..=*to).contains(&sequence));
        let was_missed = self.findings.iter().any(|finding| misses(&finding.fault));
        let fault = if was_missed { Fault::Reordered { sequence } } else { Fault::Repeated { sequence } };
        self.find(Some(at), fault);
    }

    pub(super) fn remark_if(&mut self, applies: bool, at: Option<Place>, remark: Remark) {
        match self.notes.len() < FINDINGS_MAX {
            _ if !applies => {}
            true => self.notes.push(Note { at, remark }),
            false => self.omitted = self.omitted.saturating_add(1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.segment, self.line)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |at: &Option<Place>| at.map_or(String::new(), |at| at.to_string());
        writeln!(f, "trail     {}", self.node.as_deref().unwrap_or("of nobody"))?;
        match self.sequences {
            Some((first, last)) => writeln!(f, "verified  {} records, {first} to {last}", self.records)?,
            None => writeln!(f, "verified  no records")?,
        }
        match &self.vouched {
            Some(Vouched { sequence, time, index }) => {
                writeln!(f, "signed    up to record {sequence}, by checkpoint {index} at {time}")?;
            }
            None => writeln!(f, "signed    nothing")?,
        }
        if let Some((from, to)) = self.unvouched() {
            writeln!(f, "unsigned  records {from} to {to}: only the chain vouches for them, and for no end")?;
        }
        if let Some(root) = &self.root {
            writeln!(f, "first key {root}")?;
        }
        for Note { at, remark } in &self.notes {
            writeln!(f, "note      {}{remark}", place(at))?;
        }
        for Finding { at, fault } in &self.findings {
            writeln!(f, "WRONG     {}{fault}", place(at))?;
        }
        if self.omitted > 0 {
            writeln!(f, "          and {} more", self.omitted)?;
        }
        write!(f, "{}", if self.is_intact() { "The trail is intact." } else { "The trail is NOT intact." })
    }
}
