//! Writing of an answer: members of a structure one after the other, absent ones left out.
//!
//! Secret values are written straight from the type that guards them into the one output buffer. The buffer wipes
//! itself, also the one left behind when it must grow, so no copy of a value stays in freed memory.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use zeroize::Zeroizing;

use crate::buffer::WipingBuffer;

/// Room for an answer without long members.
const ANSWER_BYTES: usize = 512;

/// How much text is searched at once: two vector registers.
const CHUNK_BYTES: usize = 32;

/// A value that has a JSON form.
pub(crate) trait Encode {
    /// Whether a member with this value is left out. AWS omits what has no value and never writes `null`.
    fn is_absent(&self) -> bool {
        false
    }

    /// About how many bytes [`encode`](Self::encode) will write beyond the ordinary; only saves growth.
    fn bytes_beyond(&self) -> usize {
        0
    }

    /// Appends the JSON form.
    fn encode(&self, writer: &mut Writer);
}

/// The JSON form of `value`.
pub(crate) fn encode(value: &impl Encode) -> Zeroizing<Vec<u8>> {
    let mut writer = Writer { buffer: WipingBuffer::with_capacity(ANSWER_BYTES + value.bytes_beyond()) };
    value.encode(&mut writer);
    writer.buffer.into_bytes()
}

/// What JSON is written to.
pub(crate) struct Writer {
    buffer: WipingBuffer,
}

impl Writer {
    /// Begins an object.
    pub(crate) fn structure(&mut self) -> Structure<'_> {
        Structure { writer: self, separator: b"{" }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.buffer.push(bytes);
    }

    fn string(&mut self, text: &str) {
        self.raw(b"\"");
        for chunk in text.as_bytes().chunks(CHUNK_BYTES) {
            // Most text has nothing to escape. Without an early exit the fold becomes vector instructions.
            if chunk.iter().fold(false, |found, byte| found | is_escaped(*byte)) {
                self.escaped(chunk);
            } else {
                self.raw(chunk);
            }
        }
        self.raw(b"\"");
    }

    fn escaped(&mut self, chunk: &[u8]) {
        for run in chunk.split_inclusive(|byte| is_escaped(*byte)) {
            match run.split_last() {
                Some((last, plain)) if is_escaped(*last) => {
                    self.raw(plain);
                    self.escape(*last);
                }
                _ => self.raw(run),
            }
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw(b"\\\""),
            b'\\' => self.raw(b"\\\\"),
            b'\n' => self.raw(b"\\n"),
            b'\r' => self.raw(b"\\r"),
            b'\t' => self.raw(b"\\t"),
            _ => self.display(format_args!("\\u{byte:04x}")),
        }
    }

    fn base64(&mut self, bytes: &[u8]) {
        // Base64 of 65,536 bytes, the most a value has, is far from overflowing a length.
        let encoded = base64::encoded_len(bytes.len(), true).unwrap_or(0);
        self.raw(b"\"");
        // Cannot fail: the place has exactly the length that the encoder asked for.
        let _ = STANDARD.encode_slice(bytes, self.buffer.push_zeros(encoded));
        self.raw(b"\"");
    }

    fn display(&mut self, value: impl fmt::Display) {
        // Cannot fail: writing to a buffer does not.
        let _ = write!(self.buffer, "{value}");
    }
}

/// Whether `byte` must not stand in a JSON string as it is.
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Bytes that are no secret, such as a ciphertext.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

/// An object being written.
pub(crate) struct Structure<'w> {
    writer: &'w mut Writer,
    separator: &'static [u8],
}

impl Structure<'_> {
    /// Writes one member, unless it is absent. `name` needs no escaping.
    pub(crate) fn member(mut self, name: &str, value: &impl Encode) -> Self {
        if !value.is_absent() {
            self.writer.raw(self.separator);
            self.writer.raw(b"\"");
            self.writer.raw(name.as_bytes());
            self.writer.raw(b"\":");
            value.encode(self.writer);
            self.separator = b",";
        }
        self
    }

    /// Ends the object.
    pub(crate) fn end(self) {
        self.writer.raw(if self.separator == b"{" { b"{}" } else { b"}" });
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for &str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.raw(if *self { b"true" } else { b"false" });
    }
}

impl Encode for i64 {
    fn encode(&self, writer: &mut Writer) {
        writer.display(self);
    }
}

/// Epoch seconds as a number, with milliseconds as its fraction where there are any.
impl Encode for Timestamp {
    fn encode(&self, writer: &mut Writer) {
        let milliseconds = self.as_millisecond();
        let (seconds, fraction) = (milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000));
        match (seconds, fraction) {
            (_, 0) => writer.display(seconds),
            (0.., _) => writer.display(format_args!("{seconds}.{fraction:03}")),
            // Before 1970 the fraction counts away from zero: -0.25 s is second -1 and 750 ms.
            (_, _) => writer.display(format_args!("-{}.{:03}", -(seconds + 1), 1000 - fraction)),
        }
    }
}

impl Encode for SecretString {
    fn bytes_beyond(&self) -> usize {
        // A value is often JSON itself, whose quotes are escaped: a quarter more covers most.
        let bytes = self.expose_secret().len();
        bytes + bytes / 4
    }

    fn encode(&self, writer: &mut Writer) {
        writer.string(self.expose_secret());
    }
}

impl Encode for SecretSlice<u8> {
    fn bytes_beyond(&self) -> usize {
        self.expose_secret().len() / 3 * 4 + 4
    }

    fn encode(&self, writer: &mut Writer) {
        writer.base64(self.expose_secret());
    }
}

/// Bytes that are no secret, as base64.
impl Encode for Bytes {
    fn bytes_beyond(&self) -> usize {
        self.0.len() / 3 * 4 + 4
    }

    fn encode(&self, writer: &mut Writer) {
        writer.base64(&self.0);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn bytes_beyond(&self) -> usize {
        self.as_ref().map_or(0, T::bytes_beyond)
    }

    fn encode(&self, writer: &mut Writer) {
        if let Some(value) = self {
            value.encode(writer);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn bytes_beyond(&self) -> usize {
        self.iter().map(|item| ANSWER_BYTES + item.bytes_beyond()).sum()
    }

    fn encode(&self, writer: &mut Writer) {
        writer.raw(b"[");
        for (index, item) in self.iter().enumerate() {
            if index > 0 {
                writer.raw(b",");
            }
            item.encode(writer);
        }
        writer.raw(b"]");
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        let mut separator: &[u8] = b"{";
        for (key, value) in self {
            writer.raw(separator);
            writer.string(key);
            writer.raw(b":");
            value.encode(writer);
            separator = b",";
        }
        writer.raw(if self.is_empty() { b"{}" } else { b"}" });
    }
}
