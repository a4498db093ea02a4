//! Reading a key back, part by part.

use jiff::Timestamp;

use crate::KeyBytes;
use crate::key::{take_instant, take_text};

/// A reader of the parts of a key that follow its kind, in the order in which they were put there.
///
/// Each call answers nothing, and stays where it is, if no such part stands next.
#[derive(Debug, Clone)]
pub struct KeyParts<'a>(&'a [u8]);

impl<'a> KeyParts<'a> {
    pub(crate) fn after(key: &'a KeyBytes, head_bytes: usize) -> Self {
        Self(key.as_slice().split_at_checked(head_bytes).unwrap_or_default().1)
    }

    /// The next part, put there by `text`.
    pub fn text(&mut self) -> Option<String> {
        take_text(&mut self.0)
    }

    /// The next part, put there by `number`.
    pub fn number(&mut self) -> Option<u64> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_be_bytes(*bytes))
    }

    /// The next part, put there by `instant`.
    pub fn instant(&mut self) -> Option<Timestamp> {
        take_instant(&mut self.0)
    }

    /// The next part, put there by `id`.
    pub fn id(&mut self) -> Option<[u8; 16]> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*bytes)
    }

    /// Whether every part was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
