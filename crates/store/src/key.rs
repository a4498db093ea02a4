//! Keys as bytes, in an encoding whose order is the order of what was encoded.
//!
//! A key is a sequence of parts. No part's encoding is the beginning of another's, so a sequence of parts is a prefix
//! of exactly the keys that begin with those parts: `("a")` never contains `("ab")`. What the parts mean is not known
//! here.

use std::fmt::{self, Write as _};

use jiff::Timestamp;

/// What ends a text. A zero byte inside a text is followed by [`ESCAPED`] instead, which sorts after it.
const END: u8 = 0x01;
const ESCAPED: u8 = 0xFF;

/// Moves every instant that [`Timestamp`] can hold (below 2^69 nanoseconds either side of 1970) to above zero.
const INSTANT_OFFSET: i128 = 1 << 71;
pub(crate) const INSTANT_BYTES: usize = 9;

/// The bytes of a key, ordered as the parts they encode. Keys may be printed: they hold names, never values.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyBytes(Vec<u8>);

impl KeyBytes {
    /// A key that is exactly these bytes; for engines that give back what they were given.
    #[must_use]
    pub fn from_vec(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn with_prefix(prefix: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(prefix.len() + 64);
        bytes.extend_from_slice(prefix);
        Self(bytes)
    }

    pub(crate) fn push_text(&mut self, text: &str) {
        self.push_open_text(text);
        self.0.extend_from_slice(&[0, END]);
    }

    /// A text that may go on: the prefix of all texts that begin so.
    pub(crate) fn push_open_text(&mut self, text: &str) {
        if !text.as_bytes().contains(&0) {
            self.0.extend_from_slice(text.as_bytes());
            return;
        }
        for byte in text.bytes() {
            self.0.push(byte);
            if byte == 0 {
                self.0.push(ESCAPED);
            }
        }
    }

    pub(crate) fn push_number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    pub(crate) fn push_instant(&mut self, instant: Timestamp) {
        let bytes = (instant.as_nanosecond() + INSTANT_OFFSET).to_be_bytes();
        self.0.extend_from_slice(bytes.split_at(16 - INSTANT_BYTES).1);
    }

    pub(crate) fn push_id(&mut self, id: [u8; 16]) {
        self.0.extend_from_slice(&id);
    }

    /// The smallest key above this one.
    pub(crate) fn next(&self) -> Self {
        let mut bytes = self.0.clone();
        bytes.push(0);
        Self(bytes)
    }

    /// The smallest key above every key that begins with these bytes.
    pub(crate) fn past(&self) -> Self {
        let mut bytes = self.0.clone();
        while let Some(last) = bytes.pop() {
            if let Some(next) = last.checked_add(1) {
                bytes.push(next);
                break;
            }
        }
        Self(bytes)
    }
}

/// Takes a text off the front of `bytes`, or nothing if none stands there whole.
pub(crate) fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let mut text = Vec::new();
    let mut rest = *bytes;
    loop {
        let (first, after) = rest.split_first()?;
        rest = after;
        if *first != 0 {
            text.push(*first);
            continue;
        }
        let (mark, after) = rest.split_first()?;
        rest = after;
        match *mark {
            END => break,
            ESCAPED => text.push(0),
            _ => return None,
        }
    }
    let text = String::from_utf8(text).ok()?;
    *bytes = rest;
    Some(text)
}

/// Takes an instant off the front of `bytes`, or nothing if none stands there whole.
pub(crate) fn take_instant(bytes: &mut &[u8]) -> Option<Timestamp> {
    let (low, rest) = bytes.split_first_chunk::<INSTANT_BYTES>()?;
    let mut wide = [0; 16];
    wide.iter_mut().skip(16 - INSTANT_BYTES).zip(low).for_each(|(to, from)| *to = *from);
    let instant = Timestamp::from_nanosecond(i128::from_be_bytes(wide) - INSTANT_OFFSET).ok()?;
    *bytes = rest;
    Some(instant)
}

impl fmt::Display for KeyBytes {
    /// Prints texts as they are and every other byte escaped, so that an operator recognises the record.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.as_slice();
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match (*first, after.split_first()) {
                (0, Some((&END, after))) => {
                    rest = after;
                    f.write_char('/')?;
                }
                (byte, _) => write!(f, "{}", byte.escape_ascii())?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyBytes({self})")
    }
}

#[cfg(test)]
mod tests;
