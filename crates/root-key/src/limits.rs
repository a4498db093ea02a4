//! Sizes that bind this crate.

/// The salt of a passphrase: 16 bytes.
///
/// Source: RFC 9106, section 3.1.
pub const SALT_BYTES: usize = 16;

/// The longest text that is read as a key: 64 characters, of which the Base64 of 32 bytes takes 44.
pub const TEXT_BYTES_MAX: usize = 64;
