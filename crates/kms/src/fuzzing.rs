//! What only the fuzz targets see.

use store::Record;

use crate::ciphertext::Header;
use crate::record::Alias;

/// Decodes the record of an alias and encodes it again.
#[must_use]
pub fn alias(body: &[u8]) -> Option<Vec<u8>> {
    let mut again = Vec::new();
    Alias::decode(Alias::FORMAT, body).ok()?.encode(&mut again);
    Some(again)
}

/// Reads the header of a ciphertext and writes it again.
#[must_use]
pub fn ciphertext_header(ciphertext: &[u8]) -> Option<Vec<u8>> {
    Header::of(ciphertext).map(|header| header.bytes())
}
