//! Sizes that bind this crate.

/// The salt of a passphrase: 16 bytes.
///
/// Source: RFC 9106, section 3.1.
pub const SALT_BYTES: usize = 16;
