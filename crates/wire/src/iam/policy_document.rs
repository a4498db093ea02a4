//! A policy's text, in answers.

use std::fmt::Write;

use crate::xml::{Encode, Writer};

/// A policy's text, which IAM sends percent-encoded: every byte but letters, digits and `-._~`, the space as `%20`.
///
/// Source: IAM API reference, `GetRolePolicy`, "compliant with RFC 3986".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDocument(
    /// The text as it is.
    pub String,
);

impl Encode for PolicyDocument {
    fn content(&self, writer: &mut Writer) {
        let mut encoded = String::with_capacity(self.0.len() * 2);
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                // Cannot fail: writing to a string does not.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        encoded.content(writer);
    }
}
