//! What only the fuzz targets see.

use store::Record;

use crate::ciphertext::Header;
use crate::record::KeyHome;

/// Decodes the record of the account that a key lies in and encodes it again.
#[must_use]
pub fn key_home(body: &[u8]) -> Option<Vec<u8>> {
    let mut again = Vec::new();
    KeyHome::decode(KeyHome::FORMAT, body).ok()?.encode(&mut again);
    Some(again)
}

/// Reads the header of a ciphertext and writes it again.
#[must_use]
pub fn ciphertext_header(ciphertext: &[u8]) -> Option<Vec<u8>> {
    Header::of(ciphertext).map(|header| header.bytes())
}
