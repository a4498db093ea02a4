//! The payload hash that a signature covers, held against the body that came.

use std::borrow::Cow;

use crate::canonical::hex_digest;
use crate::limits::HEX_DIGEST_BYTES;
use crate::{AuthError, Parts};

/// The payload hash in hexadecimal, as the signer wrote it.
///
/// Without an `x-amz-content-sha256` header it is the hash of the body. With one, the header's text is what was signed,
/// and must be that hash too: otherwise a body could be exchanged under a signature.
///
/// # Errors
///
/// [`AuthError::PayloadUnsigned`] or [`AuthError::PayloadMismatch`].
pub(crate) fn payload_hash<'a>(parts: &Parts<'a>) -> Result<Cow<'a, [u8]>, AuthError> {
    let digest = parts.body.sha256();
    let Some(stated) = parts.named("x-amz-content-sha256").next().map(<[u8]>::trim_ascii) else {
        return Ok(Cow::Owned(hex_digest(&digest).to_vec()));
    };
    if [b"UNSIGNED-".as_slice(), b"STREAMING-"].iter().any(|word| stated.starts_with(word)) {
        return Err(AuthError::PayloadUnsigned { got: AuthError::echo(&String::from_utf8_lossy(stated)) });
    }
    let mut decoded = seal::Digest::default();
    let readable = stated.len() == HEX_DIGEST_BYTES && hex::decode_to_slice(stated, &mut decoded).is_ok();
    if readable && decoded == digest { Ok(Cow::Borrowed(stated)) } else { Err(AuthError::PayloadMismatch) }
}
