//! Records as bytes, and the code that vouches for them.
//!
//! A value lies in the store as format (1 byte), keyring version (4), authentication code (16), body. The code covers
//! the key, the format and the body: a record that was altered, or moved to another key, is an error that names it.

use std::sync::Arc;

use seal::{Keyring, KeyringVersion, MAC_BYTES, Mac};

use crate::engine::Decoded;
use crate::{KeyBytes, RecordKey, StoreError};

/// The bytes are not those of such a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a record of this kind")]
pub struct Undecodable;

/// What lies under a key.
///
/// Records hold no plaintext secret: they are cached, and encoded into memory that is not wiped.
pub trait Record: Sized + Send + Sync + 'static {
    /// What stands in the key: one per type, without zero bytes, never changed.
    const KIND: &'static str;

    /// The newest format that this build writes and understands. Counts from 1.
    const FORMAT: u8;

    /// Appends the body, in [`Self::FORMAT`].
    fn encode(&self, out: &mut Vec<u8>);

    /// Reads a body of the given format, which is at most [`Self::FORMAT`].
    ///
    /// # Errors
    ///
    /// [`Undecodable`] if the bytes are no such body.
    fn decode(format: u8, bytes: &[u8]) -> Result<Self, Undecodable>;
}

const VERSION_BYTES: usize = 4;

/// How long a value is beside its body.
pub(crate) const ENVELOPE_BYTES: usize = 1 + VERSION_BYTES + MAC_BYTES;

/// The body of a record, encoded.
pub(crate) fn body<R: Record>(record: &R) -> Vec<u8> {
    let mut body = Vec::new();
    record.encode(&mut body);
    body
}

/// The value that lies in the store.
pub(crate) fn wrap(keyring: &Keyring, key: &KeyBytes, format: u8, body: &[u8]) -> Vec<u8> {
    let (version, mac) = keyring.mac(&vouched(&key_length(key), key, &[format], body));
    let mut value = Vec::with_capacity(ENVELOPE_BYTES + body.len());
    value.push(format);
    value.extend_from_slice(&version.0.to_be_bytes());
    value.extend_from_slice(&mac);
    value.extend_from_slice(body);
    value
}

/// The record that lies in the store as `value`.
///
/// # Errors
///
/// - [`StoreError::Damaged`]: the code does not vouch for it, or the body cannot be read.
/// - [`StoreError::NewerFormat`]: it is whole, but of a format that this build does not know.
pub(crate) fn unwrap<K: RecordKey>(
    keyring: &Keyring,
    key: &KeyBytes,
    value: &[u8],
) -> Result<Decoded, StoreError> {
    let damaged = || StoreError::Damaged { record: key.to_string() };
    let (format, version, mac, body) = split(value).ok_or_else(damaged)?;
    // The code comes first: a flipped bit in the format must not pass for a newer one.
    if !keyring.vouches(version, mac, &vouched(&key_length(key), key, &[format], body)) {
        return Err(damaged());
    }
    if format > K::Record::FORMAT {
        return Err(StoreError::NewerFormat { record: key.to_string() });
    }
    let record = K::Record::decode(format, body).map_err(|Undecodable| damaged())?;
    Ok(Arc::new(record))
}

/// The record as its own type. It is [`StoreError::Damaged`] if two types share a kind.
pub(crate) fn downcast<K: RecordKey>(key: &KeyBytes, decoded: Decoded) -> Result<Arc<K::Record>, StoreError> {
    decoded.downcast().map_err(|_| StoreError::Damaged { record: key.to_string() })
}

fn split(value: &[u8]) -> Option<(u8, KeyringVersion, &Mac, &[u8])> {
    let (format, rest) = value.split_first()?;
    let (version, rest) = rest.split_first_chunk::<VERSION_BYTES>()?;
    let (mac, body) = rest.split_first_chunk::<MAC_BYTES>()?;
    Some((*format, KeyringVersion(u32::from_be_bytes(*version)), mac, body))
}

/// The length of the key stands in front, so that no byte can wander between key, format and body.
fn key_length(key: &KeyBytes) -> [u8; 8] {
    u64::try_from(key.as_slice().len()).unwrap_or(u64::MAX).to_be_bytes()
}

fn vouched<'a>(length: &'a [u8; 8], key: &'a KeyBytes, format: &'a [u8; 1], body: &'a [u8]) -> [&'a [u8]; 4] {
    [length, key.as_slice(), format, body]
}

#[cfg(test)]
mod tests;
