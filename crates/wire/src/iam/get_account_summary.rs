//! `GetAccountSummary`: counts an account's identities.

use crate::members::{Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked: nothing in particular.
///
/// Source: IAM API reference, `GetAccountSummary`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Request;

impl Shape for Request {
    fn read(_members: &mut Members<'_>) -> Self {
        Self
    }
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `SummaryMap`: names and numbers.
    pub summary_map: Vec<(&'static str, i64)>,
}

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("SummaryMap", &SummaryMap(&self.summary_map));
    }
}

/// A map, entry by entry.
struct SummaryMap<'a>(&'a [(&'static str, i64)]);

impl Encode for SummaryMap<'_> {
    fn content(&self, writer: &mut Writer) {
        for entry in self.0 {
            writer.element("entry", &Entry(entry));
        }
    }
}

struct Entry<'a>(&'a (&'static str, i64));

impl Encode for Entry<'_> {
    fn content(&self, writer: &mut Writer) {
        writer.element("key", &self.0.0).element("value", &self.0.1);
    }
}
