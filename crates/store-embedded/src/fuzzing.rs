//! What only the fuzz targets see.

use crate::head::Head;

/// Decodes a `head` row and encodes it again.
#[must_use]
pub fn head(row: &[u8]) -> Option<Vec<u8>> {
    Head::decode(row).map(|head| head.encode())
}
