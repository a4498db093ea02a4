//! A key from words that a person remembers.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::limits::{KEY_BYTES, PASSPHRASE_BYTES_MAX, PASSPHRASE_BYTES_MIN};
use crate::{Key, LockedKey, Plaintext};

/// A passphrase that makes no root key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Shorter than 12 or longer than 1,024 bytes (the operator's fault).
    #[error("a passphrase has {PASSPHRASE_BYTES_MIN} to {PASSPHRASE_BYTES_MAX} bytes")]
    Length,
    /// The derivation refused its own parameters or lacked the memory for them (ours).
    #[error("the key could not be derived from the passphrase")]
    Derivation,
}

/// The key that belongs to a passphrase and a 16-byte salt: Argon2id, 64 MiB, 3 passes, 1 lane.
///
/// Source: RFC 9106, section 4, the recommendation for memory-constrained environments, with one lane in place of four
/// since the derivation runs on one thread.
///
/// # Errors
///
/// - [`PassphraseError::Length`]: outside 12 to 1,024 bytes.
/// - [`PassphraseError::Derivation`]: the 64 MiB could not be had.
pub fn key_from_passphrase(passphrase: &Plaintext, salt: &[u8; 16]) -> Result<LockedKey, PassphraseError> {
    if !(PASSPHRASE_BYTES_MIN..=PASSPHRASE_BYTES_MAX).contains(&passphrase.len()) {
        return Err(PassphraseError::Length);
    }
    let parameters =
        Params::new(64 * 1_024, 3, 1, Some(KEY_BYTES)).map_err(|_| PassphraseError::Derivation)?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(passphrase.expose_secret(), salt, &mut *key)
        .map_err(|_| PassphraseError::Derivation)?;
    Ok(Key::from_bytes(key).into())
}

#[cfg(test)]
mod tests;
