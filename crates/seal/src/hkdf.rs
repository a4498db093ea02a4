//! Keys from keys.

use aws_lc_rs::hkdf;
use zeroize::Zeroizing;

use crate::Key;
use crate::limits::KEY_BYTES;

/// Asks HKDF for exactly one key.
struct OneKey;

impl hkdf::KeyType for OneKey {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

/// Derives the key that belongs to `salt` and `info` from `key`.
///
/// Source: RFC 5869, with SHA-256.
#[must_use]
pub fn derive(key: &Key, salt: &[u8], info: &[&[u8]]) -> Key {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    let pseudorandom = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(key.expose_secret());
    let filled = pseudorandom.expand(info, OneKey).and_then(|okm| okm.fill(&mut *bytes));
    // INVARIANT: expanding to 32 bytes is far below the 8,160 that RFC 5869 allows, so this cannot fail; were it to,
    // an all-zero key must never leave here.
    assert!(filled.is_ok(), "HKDF refused to expand to one key");
    Key::from_bytes(bytes)
}
