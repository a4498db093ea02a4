//! A root key that nobody stores.

use seal::{Entropy, Plaintext};

use crate::limits::SALT_BYTES;
use crate::{RootKeyError, wrapped};

/// Wraps the keyring under the key that belongs to the words and a fresh salt.
pub(crate) fn wrap(
    words: &Plaintext,
    keyring: &Plaintext,
    entropy: &mut Entropy,
) -> Result<Vec<u8>, RootKeyError> {
    let salt: [u8; SALT_BYTES] = entropy.bytes();
    let key = seal::key_from_passphrase(words, &salt)?;
    Ok(wrapped::by_passphrase(&key, &salt, keyring, entropy))
}
