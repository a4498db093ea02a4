//! The query of the canonical request.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use crate::MalformedRequest;
use crate::limits::QUERY_PARAMETERS_MAX;

/// What a query has encoded: all but the unreserved characters.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes one name or value.
pub(crate) fn encode(bytes: &[u8]) -> Cow<'_, str> {
    percent_encode(bytes, ENCODED).into()
}

/// A query's parameters in canonical form: encoded, and sorted by name and value.
#[derive(Default)]
pub(crate) struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Query<'a> {
    /// Reads a query as received.
    ///
    /// Parts are decoded and encoded anew, so that lower-case escapes and raw UTF-8 mean the same as the canonical
    /// escapes; a `+` is a space, as in forms.
    ///
    /// # Errors
    ///
    /// [`MalformedRequest::QueryEscape`] or [`MalformedRequest::QueryTooLarge`].
    pub(crate) fn parse(raw: &'a str) -> Result<Self, MalformedRequest> {
        let pieces = raw.split('&').filter(|piece| !piece.is_empty());
        let mut parameters = Vec::new();
        for piece in pieces {
            if parameters.len() == QUERY_PARAMETERS_MAX {
                return Err(MalformedRequest::QueryTooLarge);
            }
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            parameters.push((canonical(name)?, canonical(value)?));
        }
        parameters.sort_unstable();
        Ok(Self(parameters))
    }

    /// The decoded value of a parameter whose name needs no encoding; the first in canonical order if it is repeated.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.0.iter().find(|(other, _)| other == name)?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// The name, among those that begin with a prefix, of a parameter that occurs twice.
    pub(crate) fn repeated(&self, prefix: &str) -> Option<&str> {
        let neighbors = self.0.iter().zip(self.0.iter().skip(1));
        let names =
            neighbors.filter(|((name, _), (next, _))| name == next).map(|((name, _), _)| name.as_ref());
        names.into_iter().find(|name| name.starts_with(prefix))
    }

    /// Whether any parameter's name begins with a prefix.
    pub(crate) fn any(&self, prefix: &str) -> bool {
        self.0.iter().any(|(name, _)| name.starts_with(prefix))
    }

    /// Takes a parameter out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(other, _)| other != name);
    }

    /// Writes the parameters, joined.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for (index, (name, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(b'&');
            }
            out.extend_from_slice(name.as_bytes());
            out.push(b'=');
            out.extend_from_slice(value.as_bytes());
        }
    }
}

/// Decodes and encodes a name or a value.
fn canonical(raw: &str) -> Result<Cow<'_, str>, MalformedRequest> {
    let plain = raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    if plain {
        return Ok(Cow::Borrowed(raw));
    }
    if !raw.split('%').skip(1).all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2) {
        return Err(MalformedRequest::QueryEscape);
    }
    let spaced = raw.replace('+', " ");
    let bytes: Cow<'_, [u8]> = percent_decode_str(&spaced).into();
    Ok(Cow::Owned(encode(&bytes).into_owned()))
}
