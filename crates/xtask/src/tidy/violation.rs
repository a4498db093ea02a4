//! What a rule says of a place that breaks it.
//!
//! Knows how it is printed; knows no rule.

use std::fmt;

/// A place, what is wrong there and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// A path from the root, with a line if there is one.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) wrong: String,
    /// What to do instead.
    pub(crate) instead: String,
}

impl Finding {
    /// Describes what is wrong with a whole file, and what to do instead.
    pub(crate) fn new(place: &str, wrong: impl Into<String>, instead: impl Into<String>) -> Self {
        Self { place: place.to_owned(), wrong: wrong.into(), instead: instead.into() }
    }

    /// Adds the line, counted from one.
    pub(crate) fn at(mut self, line: usize) -> Self {
        self.place = format!("{}:{line}", self.place);
        self
    }
}

/// A finding and the name of the rule that made it.
#[derive(Debug)]
pub(crate) struct Violation {
    /// The rule's name.
    pub(crate) rule: &'static str,
    /// What it found.
    pub(crate) finding: Finding,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { place, wrong, instead } = &self.finding;
        write!(f, "{place}: {}: {wrong}; {instead}", self.rule)
    }
}
