//! The headers of the canonical request, and the list of those that are signed.

use std::borrow::Cow;

use crate::limits::SIGNED_HEADERS_MAX;
use crate::parts::is_token;
use crate::{MalformedRequest, Parts};

/// The names of the signed headers: distinct, in lower case, in order, joined by semicolons.
pub(crate) struct SignedHeaders<'a>(Cow<'a, str>);

impl<'a> SignedHeaders<'a> {
    /// Reads the list as a request states it.
    ///
    /// # Errors
    ///
    /// [`MalformedRequest::SignedHeaders`]: another order or a repeated name would give one request two forms.
    pub(crate) fn parse(list: Cow<'a, str>) -> Result<Self, MalformedRequest> {
        let is_name = |name: &str| is_token(name) && !name.bytes().any(|byte| byte.is_ascii_uppercase());
        // The empty name comes before every other.
        let (mut names, mut before) = (0, "");
        let valid = list.split(';').all(|name| {
            names += 1;
            let in_order = std::mem::replace(&mut before, name) < name;
            in_order && names <= SIGNED_HEADERS_MAX && is_name(name)
        });
        if valid { Ok(Self(list)) } else { Err(MalformedRequest::SignedHeaders) }
    }

    /// The list of these names.
    ///
    /// # Errors
    ///
    /// [`MalformedRequest::SignedHeaders`] if there are too many, or one is no header name.
    pub(crate) fn of(mut names: Vec<Cow<'_, str>>) -> Result<Self, MalformedRequest> {
        names.sort_unstable();
        names.dedup();
        Self::parse(Cow::Owned(names.join(";")))
    }

    /// The list itself.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a header, named in lower case, is signed.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.split(';').any(|signed| signed == name)
    }

    /// Whether every signed header is there. One that is absent must not pass for one that is empty.
    pub(crate) fn all_present(&self, parts: &Parts<'_>) -> bool {
        self.0.split(';').all(|name| parts.signed_values(name).next().is_some())
    }

    /// Writes a line for each signed header.
    pub(super) fn write(&self, out: &mut Vec<u8>, parts: &Parts<'_>) {
        for name in self.0.split(';') {
            out.extend_from_slice(name.as_bytes());
            out.push(b':');
            for (index, value) in parts.signed_values(name).enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_trimmed(out, value);
            }
            out.push(b'\n');
        }
    }
}

/// Writes a value without surrounding white space, and with a single space for each run of it.
///
/// White space includes line breaks: a folded header is one line here, and no value can forge another header's line.
fn write_trimmed(out: &mut Vec<u8>, value: &[u8]) {
    let words = value.split(|byte| b" \t\r\n".contains(byte)).filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}
