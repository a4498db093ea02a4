//! Sizes and times that bind this crate.

use std::time::Duration;

/// The salt of a passphrase: 16 bytes.
///
/// Source: RFC 9106, section 3.1.
pub const SALT_BYTES: usize = 16;

/// The longest text that is read as a key: 64 characters, of which the Base64 of 32 bytes takes 44.
pub const TEXT_BYTES_MAX: usize = 64;

/// The id of a key that is made in a token: 16 random bytes.
pub const TOKEN_KEY_ID_BYTES: usize = 16;

/// How long one call to a key-management service may take, its connection included.
pub const KMS_TIME_MAX: Duration = Duration::from_secs(5);

/// How often a call is made at most before it counts as unanswered.
pub const KMS_TRIES_MAX: u32 = 3;

/// How long after a call that failed the next one is made; doubled after each.
pub const KMS_PAUSE_FIRST: Duration = Duration::from_millis(100);

/// The largest answer that is read: 32 KiB. Source: AWS KMS API reference, `Decrypt`: 4,096 bytes of plaintext and 6,144 of
/// ciphertext at most.
pub const KMS_ANSWER_BYTES_MAX: usize = 32 * 1_024;

/// How much of an error's message is repeated: 300 characters.
pub const KMS_MESSAGE_CHARS_MAX: usize = 300;

/// What tells a set of recovery shares from another: 8 random bytes, and the number of shares that are needed.
pub const SHARE_SET_BYTES: usize = 9;

/// What tells a mistyped recovery share: 4 bytes of a hash.
pub const SHARE_CHECK_BYTES: usize = 4;
