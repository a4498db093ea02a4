//! What only the fuzz targets see.

use crate::SessionToken;

/// Decodes the record of a session token and encodes it again.
#[must_use]
pub fn session(record: &[u8]) -> Option<Vec<u8>> {
    SessionToken::decode(record).map(|token| token.encode().expose_secret().to_vec())
}
