//! Writing of a Query answer: elements one after the other, absent ones left out.
//!
//! Some answers hold secrets, so the buffer wipes itself.

use std::fmt::Write;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Escaped;
use crate::buffer::WipingBuffer;

/// Room for an answer without long elements.
const ANSWER_BYTES: usize = 2_048;

/// A value that has an XML form.
pub(crate) trait Encode {
    /// Whether an element with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether the operation answers nothing, so that not even the element of its result is there.
    fn is_nothing(&self) -> bool {
        false
    }

    /// Writes what stands between the element's tags.
    fn content(&self, writer: &mut Writer);
}

/// The document that answers an operation: its result and the request's id.
///
/// Source: AWS Query protocol, as the service models of IAM and STS declare it.
pub(crate) fn answer(
    namespace: &str,
    operation: &str,
    response: &impl Encode,
    request_id: Uuid,
) -> Zeroizing<Vec<u8>> {
    let mut writer = Writer { buffer: WipingBuffer::with_capacity(ANSWER_BYTES) };
    writer.markup(format_args!("<{operation}Response xmlns=\"{namespace}\">"));
    if !response.is_nothing() {
        writer.element(&format!("{operation}Result"), response);
    }
    writer.markup(format_args!("<ResponseMetadata><RequestId>{request_id}</RequestId></ResponseMetadata>"));
    writer.markup(format_args!("</{operation}Response>"));
    writer.buffer.into_bytes()
}

/// What XML is written to.
pub(crate) struct Writer {
    buffer: WipingBuffer,
}

impl Writer {
    /// Writes one element, unless its value is absent. `name` needs no escaping.
    pub(crate) fn element(&mut self, name: &str, value: &impl Encode) -> &mut Self {
        if !value.is_absent() {
            self.markup(format_args!("<{name}>"));
            value.content(self);
            self.markup(format_args!("</{name}>"));
        }
        self
    }

    fn markup(&mut self, text: std::fmt::Arguments<'_>) {
        // Cannot fail: writing to a buffer does not.
        let _ = self.buffer.write_fmt(text);
    }

    fn text(&mut self, text: &str) {
        self.markup(format_args!("{}", Escaped(text)));
    }
}

impl Encode for str {
    fn content(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Encode for &str {
    fn content(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Encode for String {
    fn content(&self, writer: &mut Writer) {
        writer.text(self);
    }
}

impl Encode for SecretString {
    fn content(&self, writer: &mut Writer) {
        writer.text(self.expose_secret());
    }
}

impl Encode for bool {
    fn content(&self, writer: &mut Writer) {
        writer.markup(format_args!("{self}"));
    }
}

impl Encode for i64 {
    fn content(&self, writer: &mut Writer) {
        writer.markup(format_args!("{self}"));
    }
}

/// ISO 8601 in whole seconds.
impl Encode for Timestamp {
    fn content(&self, writer: &mut Writer) {
        let seconds = Timestamp::from_second(self.as_second()).unwrap_or(*self);
        writer.markup(format_args!("{seconds}"));
    }
}

impl<T: Encode> Encode for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn content(&self, writer: &mut Writer) {
        if let Some(value) = self {
            value.content(writer);
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn content(&self, writer: &mut Writer) {
        for item in self {
            writer.element("member", item);
        }
    }
}
