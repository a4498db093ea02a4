//! The files of a trail: how they are called, and how their lines are read.
//!
//! A folder holds segments, each of which goes on where the one before ended. Reading needs memory for one line. What a
//! line says is not known here.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::str::FromStr;

use crate::limits::{LINE_BYTES_MAX, SEGMENT_ATTEMPTS_MAX};

/// The name of a segment file: `trail-<sequence of its first record>-<attempt>.jsonl`. Names sort as their segments do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SegmentName {
    /// The sequence of the first record in it.
    pub first: u64,
    /// How many segments were begun at the same sequence before: they hold no whole line.
    pub attempt: u16,
}

/// Not the name of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a segment")]
pub struct InvalidSegmentName;

impl SegmentName {
    /// The name to try if this one is taken.
    pub(crate) fn next(self) -> Option<Self> {
        (self.attempt < SEGMENT_ATTEMPTS_MAX).then(|| Self { attempt: self.attempt + 1, ..self })
    }
}

impl fmt::Display for SegmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "trail-{:020}-{:04}.jsonl", self.first, self.attempt)
    }
}

impl FromStr for SegmentName {
    type Err = InvalidSegmentName;

    fn from_str(text: &str) -> Result<Self, InvalidSegmentName> {
        let inner = text.strip_prefix("trail-").and_then(|rest| rest.strip_suffix(".jsonl"));
        let (first, attempt) = inner.and_then(|inner| inner.split_once('-')).ok_or(InvalidSegmentName)?;
        let name = Self {
            first: first.parse().map_err(|_| InvalidSegmentName)?,
            attempt: attempt.parse().map_err(|_| InvalidSegmentName)?,
        };
        // One segment has one name: other spellings of the numbers are not it.
        (name.to_string() == text).then_some(name).ok_or(InvalidSegmentName)
    }
}

/// The segments of a folder in their order. Other files are no part of the trail. A folder that does not exist has none.
///
/// # Errors
///
/// What the system says.
pub(crate) fn segments(folder: &Path) -> io::Result<Vec<SegmentName>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        names.extend(name.to_str().and_then(|name| name.parse::<SegmentName>().ok()));
    }
    names.sort_unstable();
    Ok(names)
}

/// What stands between two newlines, or behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// Longer than [`LINE_BYTES_MAX`].
    TooLong,
    /// The last line, without a newline.
    Torn,
    /// The bytes, the newline aside.
    Whole(&'a [u8]),
}

/// Reads a segment line by line.
pub(crate) struct Lines {
    file: BufReader<File>,
    line: Vec<u8>,
}

impl Lines {
    pub(crate) fn of(folder: &Path, name: SegmentName) -> io::Result<Self> {
        let file = File::open(folder.join(name.to_string()))?;
        Ok(Self { file: BufReader::with_capacity(1 << 18, file), line: Vec::new() })
    }

    /// The next line, or nothing at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let bound = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
        let read = (&mut self.file).take(bound).read_until(b'\n', &mut self.line)?;
        match (read, self.line.strip_suffix(b"\n").is_some()) {
            (0, _) => Ok(None),
            (_, true) => Ok(self.line.strip_suffix(b"\n").map(Line::Whole)),
            (read, false) if read > LINE_BYTES_MAX => {
                self.file.skip_until(b'\n')?;
                Ok(Some(Line::TooLong))
            }
            (_, false) => Ok(Some(Line::Torn)),
        }
    }
}

#[cfg(test)]
mod tests;
