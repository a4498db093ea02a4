//! A symmetric key.

use aws_lc_rs::aead::{AES_256_GCM, LessSafeKey, UnboundKey};
use zeroize::{Zeroize, Zeroizing};

use crate::Entropy;
use crate::limits::KEY_BYTES;

/// A 256-bit symmetric key, wiped when dropped. It has no `Debug`, no `Clone` and no `==`.
///
/// ```compile_fail,E0369
/// let mut entropy = seal::Entropy::system();
/// assert!(seal::Key::generate(&mut entropy) != seal::Key::generate(&mut entropy));
/// ```
///
/// It is for a call at most. A key that is kept goes into a [`LockedKey`](crate::LockedKey).
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

    /// No key yet, or none any more.
    pub(crate) fn zero() -> Self {
        Self(Zeroizing::new([0; KEY_BYTES]))
    }

    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.0.copy_from_slice(&*other.0);
    }

    pub(crate) fn wipe(&mut self) {
        self.0.zeroize();
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
