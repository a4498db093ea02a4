//! Public keys of others, such as an identity provider's, and what was signed with them.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ECDSA_P521_SHA512_FIXED, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use crate::limits::{RSA_EXPONENT_BYTES_MAX, RSA_MODULUS_BYTES};

/// A curve of NIST's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// P-256, signed with over SHA-256.
    P256,
    /// P-384, signed with over SHA-384.
    P384,
    /// P-521, signed with over SHA-512.
    P521,
}

/// The hash that an RSA signature is made over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RsaHash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// How something was signed: RSA with PKCS #1 v1.5 padding, or ECDSA with the curve's own hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignScheme {
    /// ECDSA; the signature is both numbers at full length.
    Ecdsa(Curve),
    /// RSASSA-PKCS1-v1_5.
    Rsa(RsaHash),
}

/// Somebody else's public key. Its kind is fixed with it: what is signed with one kind is never checked as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Ec { curve: Curve, point: Vec<u8> },
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
}

/// The numbers are no key that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the numbers are no public key of an accepted size")]
pub struct InvalidForeignKey;

impl Curve {
    const fn coordinate_bytes(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

impl ForeignKey {
    /// An RSA key of its modulus and exponent, both big-endian.
    ///
    /// # Errors
    ///
    /// [`InvalidForeignKey`] unless the modulus has 2,048 to 8,192 bits, and the exponent is of a sane size.
    pub fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, InvalidForeignKey> {
        let (modulus, exponent) = (without_zeros(modulus), without_zeros(exponent));
        let fits = RSA_MODULUS_BYTES.contains(&modulus.len())
            && (1..=RSA_EXPONENT_BYTES_MAX).contains(&exponent.len());
        fits.then(|| Self(Kind::Rsa { modulus: modulus.to_vec(), exponent: exponent.to_vec() }))
            .ok_or(InvalidForeignKey)
    }

    /// A key on a curve, of its point's coordinates. That the point lies on it is found when a signature is checked.
    ///
    /// # Errors
    ///
    /// [`InvalidForeignKey`] unless both coordinates have the curve's length.
    pub fn ec(curve: Curve, x: &[u8], y: &[u8]) -> Result<Self, InvalidForeignKey> {
        let length = curve.coordinate_bytes();
        (x.len() == length && y.len() == length)
            .then(|| Self(Kind::Ec { curve, point: [&[UNCOMPRESSED], x, y].concat() }))
            .ok_or(InvalidForeignKey)
    }

    /// Whether `signature` was made over `message` in this way, by whoever holds the private half.
    ///
    /// A scheme of another kind than the key's never matches.
    ///
    /// Source: RFC 8017, section 8.2; FIPS 186-5, section 6.
    #[must_use]
    pub fn verifies(&self, scheme: ForeignScheme, message: &[u8], signature: &[u8]) -> bool {
        match (&self.0, scheme) {
            (Kind::Rsa { modulus, exponent }, ForeignScheme::Rsa(hash)) => {
                let key = RsaPublicKeyComponents { n: modulus, e: exponent };
                key.verify(rsa(hash), message, signature).is_ok()
            }
            (Kind::Ec { curve, point }, ForeignScheme::Ecdsa(stated)) if *curve == stated => {
                let algorithm = match curve {
                    Curve::P256 => &ECDSA_P256_SHA256_FIXED,
                    Curve::P384 => &ECDSA_P384_SHA384_FIXED,
                    Curve::P521 => &ECDSA_P521_SHA512_FIXED,
                };
                UnparsedPublicKey::new(algorithm, point).verify(message, signature).is_ok()
            }
            (Kind::Rsa { .. } | Kind::Ec { .. }, _) => false,
        }
    }
}

/// What an uncompressed point begins with.
///
/// Source: SEC 1, section 2.3.3.
const UNCOMPRESSED: u8 = 4;

const fn rsa(hash: RsaHash) -> &'static RsaParameters {
    match hash {
        RsaHash::Sha256 => &RSA_PKCS1_2048_8192_SHA256,
        RsaHash::Sha384 => &RSA_PKCS1_2048_8192_SHA384,
        RsaHash::Sha512 => &RSA_PKCS1_2048_8192_SHA512,
    }
}

fn without_zeros(mut number: &[u8]) -> &[u8] {
    while let Some((0, rest)) = number.split_first() {
        number = rest;
    }
    number
}

#[cfg(test)]
mod tests;
