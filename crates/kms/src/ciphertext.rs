//! The layout of a ciphertext: which key version made it, and what only that version can open.
//!
//! Format (1 byte), key id (16), key version (4), salt (32), then nonce, ciphertext and tag. The associated data is
//! everything in front of the nonce, then the encryption context. Each ciphertext has a key of its own, derived from the
//! version's material and the salt, so no key ever meets two nonces.
//!
//! Source: KMS Developer Guide, "Cryptographic details", on key derivation per request.

use seal::{Entropy, Keyring, OpenError, Plaintext};

use crate::limits::{CIPHERTEXT_BYTES_MAX, SALT_BYTES};
use crate::{EncryptionContext, KeyId, KeyVersion, KeyVersionNumber};

const FORMAT: u8 = 1;
const HEADER_BYTES: usize = 1 + 16 + 4 + SALT_BYTES;

/// A ciphertext's first bytes, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    /// The key that made it.
    pub(crate) key: KeyId,
    /// The version that made it.
    pub(crate) version: KeyVersionNumber,
    salt: [u8; SALT_BYTES],
}

impl Header {
    /// The header of a ciphertext, or nothing if these bytes are none of ours.
    pub(crate) fn of(ciphertext: &[u8]) -> Option<Self> {
        if ciphertext.len() > CIPHERTEXT_BYTES_MAX {
            return None;
        }
        let (&[FORMAT], rest) = ciphertext.split_first_chunk::<1>()? else { return None };
        let (key, rest) = rest.split_first_chunk::<16>()?;
        let (version, rest) = rest.split_first_chunk::<4>()?;
        let (salt, _) = rest.split_first_chunk::<SALT_BYTES>()?;
        let version = KeyVersionNumber(u32::from_be_bytes(*version));
        Some(Self { key: KeyId::from_bytes(*key), version, salt: *salt })
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        [&[FORMAT], self.key.to_bytes().as_slice(), &self.version.0.to_be_bytes(), &self.salt].concat()
    }

    /// The key that belongs to this one ciphertext.
    fn message_key(&self, version: &KeyVersion, keyring: &Keyring) -> Result<seal::Key, OpenError> {
        Ok(seal::derive(version.material(keyring)?, &self.salt, &[b"strongroom kms message"]))
    }
}

/// Encrypts `plaintext` under one key version, bound to `context`.
pub(crate) fn encrypt(
    version: &KeyVersion,
    keyring: &Keyring,
    context: &EncryptionContext,
    plaintext: &[u8],
    entropy: &mut Entropy,
) -> Result<Vec<u8>, OpenError> {
    let header = Header { key: version.key(), version: version.number(), salt: entropy.bytes() };
    let key = header.message_key(version, keyring)?;
    let mut ciphertext = header.bytes();
    let bound_to = [ciphertext.as_slice(), &context.canonical()].concat();
    ciphertext.extend(seal::seal(&key, &bound_to, plaintext, entropy));
    Ok(ciphertext)
}

/// Decrypts what [`encrypt`] made under the same version and context.
pub(crate) fn decrypt(
    version: &KeyVersion,
    keyring: &Keyring,
    context: &EncryptionContext,
    ciphertext: &[u8],
) -> Result<Plaintext, OpenError> {
    let header = Header::of(ciphertext).ok_or(OpenError)?;
    let (bound_to, sealed) = ciphertext.split_at_checked(HEADER_BYTES).ok_or(OpenError)?;
    let key = header.message_key(version, keyring)?;
    seal::open(&key, &[bound_to, &context.canonical()].concat(), sealed)
}

#[cfg(test)]
mod tests;
