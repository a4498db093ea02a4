//! The canonical request: the one form on which signer and verifier agree.
//!
//! It is the form of every service but S3: the path is normalised and encoded once more. What the signature covers is
//! decided elsewhere; here it is written down.
//!
//! Source: IAM user guide, "Create a signed AWS API request", step 1.

mod headers;
mod path;
mod query;

pub(crate) use headers::SignedHeaders;
pub(crate) use path::normalize;
pub(crate) use query::{Query, encode};

use crate::Parts;
use crate::limits::HEX_DIGEST_BYTES;

/// A SHA-256 or HMAC-SHA-256 in lower-case hexadecimal.
pub(crate) type HexDigest = [u8; HEX_DIGEST_BYTES];

/// Writes a digest in hexadecimal.
pub(crate) fn hex_digest(digest: &seal::Digest) -> HexDigest {
    let mut hex = [0; HEX_DIGEST_BYTES];
    // INVARIANT: 32 bytes are 64 digits, so this cannot fail; were it to, the zeros match no signature.
    let _ = hex::encode_to_slice(digest, &mut hex);
    hex
}

/// Everything that a signature covers.
pub(crate) struct CanonicalRequest<'a> {
    pub(crate) parts: &'a Parts<'a>,
    /// The normalised path, not yet encoded.
    pub(crate) path: &'a str,
    /// The query without its signature.
    pub(crate) query: &'a Query<'a>,
    pub(crate) signed_headers: &'a SignedHeaders<'a>,
    /// The payload hash as the signer wrote it, in hexadecimal.
    pub(crate) payload: &'a [u8],
}

impl CanonicalRequest<'_> {
    /// The request's six lines.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(1_024);
        out.extend_from_slice(self.parts.method.as_bytes());
        out.push(b'\n');
        path::write(&mut out, self.path);
        out.push(b'\n');
        self.query.write(&mut out);
        out.push(b'\n');
        self.signed_headers.write(&mut out, self.parts);
        out.push(b'\n');
        out.extend_from_slice(self.signed_headers.as_str().as_bytes());
        out.push(b'\n');
        out.extend_from_slice(self.payload);
        out
    }

    /// The SHA-256 of the six lines.
    pub(crate) fn hash(&self) -> HexDigest {
        hex_digest(&seal::sha256(&[&self.to_bytes()]))
    }
}

#[cfg(test)]
mod tests;
