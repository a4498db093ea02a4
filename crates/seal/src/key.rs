//! A symmetric key.

use aws_lc_rs::aead::{AES_256_GCM, LessSafeKey, UnboundKey};
use zeroize::Zeroizing;

use crate::Entropy;
use crate::limits::KEY_BYTES;

/// A 256-bit symmetric key, wiped when dropped. It has no `Debug`, no `Clone` and no `==`.
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl Key {
    /// Takes ownership of key bytes.
    #[must_use]
    pub fn from_bytes(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    /// A key of the given bytes, or nothing unless there are exactly 32.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        (bytes.len() == KEY_BYTES).then(|| {
            key.copy_from_slice(bytes);
            Self(key)
        })
    }

    /// A fresh random key.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        entropy.fill(&mut *key);
        Self(key)
    }

    /// The key bytes.
    #[must_use]
    pub fn expose_secret(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// The key, expanded for AES-256-GCM.
    pub(crate) fn aes_256_gcm(&self) -> LessSafeKey {
        match UnboundKey::new(&AES_256_GCM, &*self.0) {
            Ok(key) => LessSafeKey::new(key),
            // INVARIANT: the only cause of refusal is a wrong length, and the type fixes it at 32 bytes.
            Err(_) => unreachable!("a 256-bit key is a valid AES-256 key"),
        }
    }
}
