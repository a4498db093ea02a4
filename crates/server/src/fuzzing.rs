//! What only the fuzz targets see.

use store::Record;

use crate::clock::ClockOffset;

/// Decodes the record of the test clock's offset and encodes it again.
#[must_use]
pub fn clock_offset(body: &[u8]) -> Option<Vec<u8>> {
    let mut again = Vec::new();
    ClockOffset::decode(ClockOffset::FORMAT, body).ok()?.encode(&mut again);
    Some(again)
}
