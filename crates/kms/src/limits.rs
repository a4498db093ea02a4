//! Sizes that bind this crate.

/// The salt of the key that is derived for each ciphertext: 32 bytes.
pub const SALT_BYTES: usize = 32;

/// The longest ciphertext that is opened: 6,144 bytes.
///
/// Source: KMS API reference, `Decrypt`, `CiphertextBlob`.
pub const CIPHERTEXT_BYTES_MAX: usize = 6_144;
