//! Sizes and counts that bind this crate.

/// The length of every symmetric key: 32 bytes, for AES-256 and HMAC-SHA-256.
pub const KEY_BYTES: usize = 32;

/// The keys that share a page of locked memory: 128, which fill the 4,096 bytes of the smallest page there is.
pub const KEYS_PER_PAGE: usize = 4_096 / KEY_BYTES;

/// The length of an AES-GCM nonce: 12 bytes.
///
/// Source: NIST SP 800-38D, section 5.2.1.1.
pub const NONCE_BYTES: usize = 12;

/// The length of an AES-GCM tag: 16 bytes.
///
/// Source: NIST SP 800-38D, section 5.2.1.2.
pub const TAG_BYTES: usize = 16;

/// The length of an Ed25519 public key: 32 bytes.
///
/// Source: RFC 8032, section 5.1.5.
pub const PUBLIC_KEY_BYTES: usize = 32;

/// The length of an Ed25519 signature: 64 bytes.
///
/// Source: RFC 8032, section 5.1.6.
pub const SIGNATURE_BYTES: usize = 64;

/// The most generations one keyring holds. One is added by each rotation of the keyring.
pub const KEYRING_GENERATIONS_MAX: usize = 64;

/// The shortest passphrase accepted as a root key: 12 bytes.
pub const PASSPHRASE_BYTES_MIN: usize = 12;

/// The longest passphrase accepted as a root key: 1,024 bytes.
pub const PASSPHRASE_BYTES_MAX: usize = 1_024;

/// How many random bytes for identifiers a thread draws at a time: those of 32.
pub const IDENTIFIER_BYTES_AHEAD: usize = 512;

/// The length of an RSA modulus of others that is accepted: 2,048 to 8,192 bits.
///
/// Source: NIST SP 800-131A, which disallows shorter ones; RFC 7518, section 3.3, demands as many.
pub const RSA_MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=1_024;

/// The longest RSA exponent of others that is accepted: 8 bytes. Nearly all have 3.
pub const RSA_EXPONENT_BYTES_MAX: usize = 8;
/// The fewest shares that a key can be put together from: 2. With one, every share would be the key.
pub const SHARES_THRESHOLD_MIN: u8 = 2;
