//! The Query protocol's requests: parameters in a form body or in the URL. Knows no action.

#[cfg(test)]
mod tests;
mod tree;

use percent_encoding::percent_decode;
use zeroize::{Zeroize, Zeroizing};

use crate::Failure;
use crate::json::Document;
use crate::limits::{QUERY_DEPTH_MAX, QUERY_PARAMETERS_MAX};
use tree::Node;

pub use crate::xml::CONTENT_TYPE;

/// The media type of form bodies, apart from its parameters.
pub const FORM_CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// The parameters of a Query request. Some services' parameters are credentials, hence no `Debug`.
pub struct Parameters {
    pairs: Vec<(Zeroizing<String>, Zeroizing<String>)>,
}

impl Parameters {
    /// Parses `application/x-www-form-urlencoded`: a body, or what follows the `?` of a URL.
    ///
    /// `+` is a space, `%` and two hexadecimal digits a byte; a `%` without them stands for itself. A name without `=`
    /// has the empty value.
    ///
    /// Source: WHATWG URL standard, `application/x-www-form-urlencoded` parsing.
    ///
    /// # Errors
    ///
    /// `MalformedQueryString` (caller) if what was decoded is no UTF-8 or there are more than
    /// [`QUERY_PARAMETERS_MAX`] parameters.
    pub fn parse(form: &[u8]) -> Result<Self, Failure> {
        let mut pairs = Vec::new();
        for piece in form.split(|byte| *byte == b'&').filter(|piece| !piece.is_empty()) {
            if pairs.len() == QUERY_PARAMETERS_MAX {
                return Err(Failure::malformed_query());
            }
            let mut halves = piece.splitn(2, |byte| *byte == b'=');
            let mut half = || decoded(halves.next().unwrap_or_default());
            pairs.push((half()?, half()?));
        }
        Ok(Self { pairs })
    }

    /// The parameters as the members that they stand for: `Tags.member.2.Key` is the `Key` of the second of `Tags`.
    ///
    /// The number of an element gives its place, whatever its size; of one given twice the first counts.
    ///
    /// Source: AWS Query protocol, serialization of lists and structures.
    ///
    /// # Errors
    ///
    /// `MalformedQueryString` (caller) if names nest deeper than [`QUERY_DEPTH_MAX`], or give one member two shapes.
    pub fn document(&self) -> Result<Document<'_>, Failure> {
        let mut root = Node::default();
        for (name, value) in &self.pairs {
            root.insert(name, value, QUERY_DEPTH_MAX)?;
        }
        root.into_object().map(Document::of)
    }

    /// The value of the parameter `name`; of several, the first.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| **key == name).map(|(_, value)| value.as_str())
    }
}

/// A name or a value, decoded.
fn decoded(encoded: &[u8]) -> Result<Zeroizing<String>, Failure> {
    let spaced = encoded.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte });
    let spaced = Zeroizing::new(spaced.collect::<Vec<_>>());
    // Decoding never lengthens, so the vector does not grow and leaves no copy behind.
    let mut bytes = Vec::with_capacity(encoded.len());
    bytes.extend(percent_decode(&spaced));
    String::from_utf8(bytes).map(Zeroizing::new).map_err(|error| {
        error.into_bytes().zeroize();
        Failure::malformed_query()
    })
}
