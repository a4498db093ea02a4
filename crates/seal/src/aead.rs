//! Authenticated encryption: AES-256-GCM with a random nonce in front.

use aws_lc_rs::aead::{Aad, Nonce};

use crate::limits::{NONCE_BYTES, TAG_BYTES};
use crate::{Entropy, Key, Plaintext};

/// The ciphertext was not made under this key with this associated data, or was altered since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ciphertext does not open under this key and associated data")]
pub struct OpenError;

/// Encrypts `plaintext` and binds it to `associated_data`.
///
/// The result is nonce (12 bytes), ciphertext, tag (16 bytes). The nonce is random, so one key must seal fewer than
/// 2^32 messages: callers derive a key per message where that could be reached.
///
/// Source: NIST SP 800-38D.
#[must_use]
pub fn seal(key: &Key, associated_data: &[u8], plaintext: &[u8], entropy: &mut Entropy) -> Vec<u8> {
    let nonce = entropy.bytes::<NONCE_BYTES>();
    let mut sealed = Vec::with_capacity(NONCE_BYTES + plaintext.len() + TAG_BYTES);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plaintext);
    let body = sealed.split_at_mut(NONCE_BYTES).1;
    let tag = key.aes_256_gcm().seal_in_place_separate_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::from(associated_data),
        body,
    );
    match tag {
        Ok(tag) => sealed.extend_from_slice(tag.as_ref()),
        // INVARIANT: GCM refuses only messages beyond 64 GiB, which no caller can build; the plaintext must not leave.
        Err(_) => unreachable!("AES-GCM seals any message that fits in memory"),
    }
    sealed
}

/// Decrypts what [`seal`] made under the same key and associated data.
///
/// # Errors
///
/// [`OpenError`] for every cause alike: a caller learns nothing about which part was wrong.
pub fn open(key: &Key, associated_data: &[u8], sealed: &[u8]) -> Result<Plaintext, OpenError> {
    let (nonce, body) = sealed.split_at_checked(NONCE_BYTES).ok_or(OpenError)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| OpenError)?;
    let mut buffer = zeroize::Zeroizing::new(body.to_vec());
    let opened = key.aes_256_gcm().open_in_place(nonce, Aad::from(associated_data), &mut buffer);
    let length = opened.map_err(|_| OpenError)?.len();
    buffer.truncate(length);
    Ok(Plaintext::from(buffer))
}

#[cfg(test)]
mod tests;
