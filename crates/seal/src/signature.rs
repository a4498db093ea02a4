//! Ed25519 signatures.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::limits::{PUBLIC_KEY_BYTES, SIGNATURE_BYTES};
use crate::{Entropy, Key};

/// A key that signs, and its public half. Wiped when dropped; it has no `Debug`, no `Clone` and no `==`.
pub struct KeyPair {
    seed: Key,
    public: PublicKey,
}

/// The half of a key pair that verifies, and may be shown to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey(pub [u8; PUBLIC_KEY_BYTES]);

/// Not a public key of 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a public key has 64 hexadecimal digits")]
pub struct InvalidPublicKey;

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; SIGNATURE_BYTES]);

impl KeyPair {
    /// A fresh random pair.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self::from_seed(Key::generate(entropy))
    }

    /// The pair that belongs to a private key, of which any 32 bytes are one.
    ///
    /// Source: RFC 8032, section 5.1.5.
    #[must_use]
    pub fn from_seed(seed: Key) -> Self {
        let mut public = [0; PUBLIC_KEY_BYTES];
        public.iter_mut().zip(expanded(&seed).public_key().as_ref()).for_each(|(to, from)| *to = *from);
        Self { seed, public: PublicKey(public) }
    }

    /// The private key, for wrapping and for nothing else.
    #[must_use]
    pub fn expose_secret(&self) -> &Key {
        &self.seed
    }

    /// The public half.
    #[must_use]
    pub const fn public(&self) -> PublicKey {
        self.public
    }

    /// Signs a message.
    ///
    /// Source: RFC 8032, section 5.1.6.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        match expanded(&self.seed).try_sign(message).map(|made| made.as_ref().try_into()) {
            Ok(Ok(signature)) => Signature(signature),
            // INVARIANT: Ed25519 signs any message, and a signature has 64 bytes; only a lack of memory is left.
            Ok(Err(_)) | Err(_) => unreachable!("Ed25519 signs any message"),
        }
    }
}

impl PublicKey {
    /// Whether `signature` was made over `message` by the pair that this key is a half of.
    ///
    /// Source: RFC 8032, section 5.1.7.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, &signature.0).is_ok()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl FromStr for PublicKey {
    type Err = InvalidPublicKey;

    fn from_str(text: &str) -> Result<Self, InvalidPublicKey> {
        let mut bytes = [0; PUBLIC_KEY_BYTES];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| InvalidPublicKey)?;
        Ok(Self(bytes))
    }
}

fn expanded(seed: &Key) -> Ed25519KeyPair {
    match Ed25519KeyPair::from_seed_unchecked(seed.expose_secret()) {
        Ok(pair) => pair,
        // INVARIANT: the only cause of refusal is a wrong length, and the type fixes it at 32 bytes.
        Err(_) => unreachable!("any 32 bytes are an Ed25519 private key"),
    }
}

#[cfg(test)]
mod tests;
