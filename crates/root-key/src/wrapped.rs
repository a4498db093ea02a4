//! The layout of a wrapped keyring: format (1 byte), kind (1 byte), what that kind needs to find its key again (for a
//! passphrase its salt), then nonce, ciphertext and tag. Everything in front of the nonce is associated data.

use seal::{Entropy, LockedKey, Plaintext};

use crate::RootKeyError;
use crate::limits::SALT_BYTES;

const FORMAT: u8 = 1;
const BY_FILE: u8 = 1;
const BY_PASSPHRASE: u8 = 2;
const BY_ENVIRONMENT: u8 = 3;

/// A wrapped keyring, taken apart.
pub(crate) enum Wrapped<'a> {
    ByEnvironment { header: &'a [u8], sealed: &'a [u8] },
    ByFile { header: &'a [u8], sealed: &'a [u8] },
    ByPassphrase { header: &'a [u8], salt: &'a [u8; SALT_BYTES], sealed: &'a [u8] },
}

impl Wrapped<'_> {
    /// The provider's name, as the configuration has it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::ByEnvironment { .. } => "env",
            Self::ByFile { .. } => "file",
            Self::ByPassphrase { .. } => "passphrase",
        }
    }
}

pub(crate) fn read(bytes: &[u8]) -> Result<Wrapped<'_>, RootKeyError> {
    match bytes.split_first_chunk::<2>() {
        Some(([FORMAT, BY_FILE], sealed)) => Ok(Wrapped::ByFile { header: prefix(bytes, 2), sealed }),
        Some(([FORMAT, BY_ENVIRONMENT], sealed)) => {
            Ok(Wrapped::ByEnvironment { header: prefix(bytes, 2), sealed })
        }
        Some(([FORMAT, BY_PASSPHRASE], rest)) => {
            let (salt, sealed) = rest.split_first_chunk::<SALT_BYTES>().ok_or(RootKeyError::Refused)?;
            Ok(Wrapped::ByPassphrase { header: prefix(bytes, 2 + SALT_BYTES), salt, sealed })
        }
        Some(_) => Err(RootKeyError::UnknownFormat),
        None => Err(RootKeyError::Refused),
    }
}

pub(crate) fn by_environment(key: &LockedKey, keyring: &Plaintext, entropy: &mut Entropy) -> Vec<u8> {
    seal_behind(vec![FORMAT, BY_ENVIRONMENT], key, keyring, entropy)
}

pub(crate) fn by_file(key: &LockedKey, keyring: &Plaintext, entropy: &mut Entropy) -> Vec<u8> {
    seal_behind(vec![FORMAT, BY_FILE], key, keyring, entropy)
}

pub(crate) fn by_passphrase(
    key: &LockedKey,
    salt: &[u8; SALT_BYTES],
    keyring: &Plaintext,
    entropy: &mut Entropy,
) -> Vec<u8> {
    seal_behind([&[FORMAT, BY_PASSPHRASE], salt.as_slice()].concat(), key, keyring, entropy)
}

pub(crate) fn open(key: &LockedKey, header: &[u8], sealed: &[u8]) -> Result<Plaintext, RootKeyError> {
    seal::open(key, header, sealed).map_err(|_| RootKeyError::Refused)
}

fn seal_behind(header: Vec<u8>, key: &LockedKey, keyring: &Plaintext, entropy: &mut Entropy) -> Vec<u8> {
    let sealed = seal::seal(key, &header, keyring.expose_secret(), entropy);
    [header, sealed].concat()
}

fn prefix(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or_default()
}
