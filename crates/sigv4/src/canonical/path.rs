//! The path of the canonical request.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::MalformedRequest;

/// What a path has encoded: all but the unreserved characters and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Takes empty segments, `.` and `..` out of a path.
///
/// Escapes are not looked into: `%2e` is three characters of a name. Whoever routes on the result therefore sees what
/// was signed.
///
/// # Errors
///
/// [`MalformedRequest::PathNotAbsolute`] or [`MalformedRequest::PathAboveRoot`].
pub(crate) fn normalize(path: &str) -> Result<Cow<'_, str>, MalformedRequest> {
    if path.is_empty() {
        return Ok(Cow::Borrowed("/"));
    }
    let segments = path.strip_prefix('/').ok_or(MalformedRequest::PathNotAbsolute)?;
    if !path.contains("//") && !path.contains("/.") {
        return Ok(Cow::Borrowed(path));
    }
    let mut kept = Vec::new();
    for segment in segments.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(kept.pop().ok_or(MalformedRequest::PathAboveRoot)?),
            name => kept.push(name),
        }
    }
    // A path that ends in a directory keeps saying so, as RFC 3986, section 5.2.4, has it.
    if !kept.is_empty() && matches!(segments.rsplit('/').next(), Some("" | "." | "..")) {
        kept.push("");
    }
    Ok(Cow::Owned(format!("/{}", kept.join("/"))))
}

/// Writes a path with each octet encoded, those of its escapes included.
pub(super) fn write(out: &mut Vec<u8>, path: &str) {
    utf8_percent_encode(path, ENCODED).for_each(|piece| out.extend_from_slice(piece.as_bytes()));
}
