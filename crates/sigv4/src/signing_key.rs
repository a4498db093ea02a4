//! The key that signs for a day, a region and a service.

use seal::{Key, LockedKey, Plaintext, hmac_sha256};
use zeroize::Zeroizing;

use crate::TERMINATOR;
use crate::canonical::{HexDigest, hex_digest};

/// A signing key, wiped when dropped. It has neither `Debug`, `Clone` nor `==`.
pub struct SigningKey(LockedKey);

impl SigningKey {
    /// Derives the key of an access key's secret for a day (`20150830`), a region and a service.
    ///
    /// Source: IAM user guide, "Create a signed AWS API request", step 4.
    #[must_use]
    pub fn derive(secret: &Plaintext, date: &str, region: &str, service: &str) -> Self {
        let prefixed = Zeroizing::new([b"AWS4", secret.expose_secret()].concat());
        let elements = [region, service, TERMINATOR];
        let dated = Self::step(&prefixed, date);
        let key = elements.iter().fold(dated, |key, element| Self::step(key.expose_secret(), element));
        Self(key.into())
    }

    /// The signature of a string to sign, in hexadecimal.
    pub(crate) fn sign(&self, string_to_sign: &str) -> HexDigest {
        hex_digest(&hmac_sha256(self.0.expose_secret(), &[string_to_sign.as_bytes()]))
    }

    fn step(key: &[u8], element: &str) -> Key {
        Key::from_bytes(Zeroizing::new(hmac_sha256(key, &[element.as_bytes()])))
    }
}

#[cfg(test)]
mod tests;
