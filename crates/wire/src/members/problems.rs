//! What was found wrong with a request, and the one failure it amounts to.

use std::fmt::{self, Write};

use super::Place;
use super::constraint::Constraint;
use crate::Failure;
use crate::limits::VIOLATIONS_MAX;

/// The problems of one request, in the order they were found.
#[derive(Default)]
pub(super) struct Problems {
    mismatch: Option<Failure>,
    violations: usize,
    sentences: String,
}

/// A member's value as a message shows it.
pub(super) enum Shown<'a> {
    /// A secret: not at all.
    Hidden,
    /// There is none.
    Null,
    /// As it came.
    Plain(&'a dyn fmt::Display),
}

impl Problems {
    /// Notes a value of another type than the model's.
    pub(super) fn mismatch(&mut self, failure: Failure) {
        self.mismatch.get_or_insert(failure);
    }

    /// Notes a value that violates `constraint`.
    pub(super) fn violate(
        &mut self,
        place: &Place<'_>,
        name: &str,
        shown: Shown<'_>,
        constraint: &Constraint,
    ) {
        if self.violations == VIOLATIONS_MAX {
            return;
        }
        self.violations += 1;
        let separator = if self.violations == 1 { "" } else { "; " };
        let path = Path { place, name };
        // Cannot fail: it writes to a string.
        let _ = write!(
            self.sentences,
            "{separator}Value {shown}at '{path}' failed to satisfy constraint: {constraint}"
        );
    }

    /// The shape, if nothing was wrong with it.
    pub(super) fn settle<S>(self, shape: S) -> Result<S, Failure> {
        match (self.mismatch, self.violations) {
            (Some(mismatch), _) => Err(mismatch),
            (None, 0) => Ok(shape),
            (None, count) => {
                let noun = if count == 1 { "error" } else { "errors" };
                let sentences = self.sentences;
                Err(Failure::validation(format!("{count} validation {noun} detected: {sentences}")))
            }
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden => Ok(()),
            Self::Null => out.write_str("null "),
            Self::Plain(value) => write!(out, "'{value}' "),
        }
    }
}

/// A member's path: `name`, or `tags.2.member.key`.
struct Path<'a> {
    place: &'a Place<'a>,
    name: &'a str,
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Root => {}
            Place::Member { parent, name } => write!(out, "{}.", Path { place: parent, name })?,
            Place::Element { parent, list, number } => {
                write!(out, "{}.{number}.member.", Path { place: parent, name: list })?;
            }
        }
        let mut characters = self.name.chars();
        if let Some(first) = characters.next() {
            out.write_char(first.to_ascii_lowercase())?;
        }
        out.write_str(characters.as_str())
    }
}
