//! The layout of a wrapped keyring: format (1 byte), kind (1 byte), what that kind needs to find its key again (for a
//! passphrase its salt), then nonce, ciphertext and tag. Everything in front of the nonce is associated data.

use seal::{Entropy, LockedKey, Plaintext};

use crate::RootKeyError;
use crate::limits::{SALT_BYTES, SHARE_SET_BYTES};

const FORMAT: u8 = 1;
const BY_FILE: u8 = 1;
const BY_PASSPHRASE: u8 = 2;
const BY_ENVIRONMENT: u8 = 3;
const BY_TOKEN: u8 = 4;
const BY_KMS: u8 = 5;
const BY_RECOVERY_KEY: u8 = 6;

/// Which shares belong together, and how many of them are needed. It stands in each of them, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShareSet {
    pub(crate) id: [u8; SHARE_SET_BYTES - 1],
    pub(crate) threshold: u8,
}

impl ShareSet {
    pub(crate) fn to_bytes(self) -> [u8; SHARE_SET_BYTES] {
        let mut bytes = [self.threshold; SHARE_SET_BYTES];
        bytes.iter_mut().zip(self.id).for_each(|(to, from)| *to = from);
        bytes
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (id, rest) = bytes.split_first_chunk()?;
        let (threshold, rest) = rest.split_first()?;
        Some((Self { id: *id, threshold: *threshold }, rest))
    }
}

/// A wrapped keyring, taken apart.
pub(crate) enum Wrapped<'a> {
    Environment {
        header: &'a [u8],
        sealed: &'a [u8],
    },
    File {
        header: &'a [u8],
        sealed: &'a [u8],
    },
    /// What a service encrypted, which names its key by itself.
    Kms {
        sealed: &'a [u8],
    },
    Passphrase {
        header: &'a [u8],
        salt: &'a [u8; SALT_BYTES],
        sealed: &'a [u8],
    },
    /// Whose shares make the key.
    RecoveryKey {
        header: &'a [u8],
        set: ShareSet,
        sealed: &'a [u8],
    },
    /// The key's id in the token stands behind its length.
    #[cfg_attr(not(feature = "pkcs11"), expect(dead_code, reason = "only its kind is told then"))]
    Token {
        header: &'a [u8],
        id: &'a [u8],
        sealed: &'a [u8],
    },
}

impl Wrapped<'_> {
    /// The provider's name, as the configuration has it.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Environment { .. } => "env",
            Self::File { .. } => "file",
            Self::Kms { .. } => "aws-kms",
            Self::Passphrase { .. } => "passphrase",
            Self::RecoveryKey { .. } => "recovery",
            Self::Token { .. } => "pkcs11",
        }
    }
}

pub(crate) fn read(bytes: &[u8]) -> Result<Wrapped<'_>, RootKeyError> {
    match bytes.split_first_chunk::<2>() {
        Some(([FORMAT, BY_FILE], sealed)) => Ok(Wrapped::File { header: prefix(bytes, 2), sealed }),
        Some(([FORMAT, BY_ENVIRONMENT], sealed)) => {
            Ok(Wrapped::Environment { header: prefix(bytes, 2), sealed })
        }
        Some(([FORMAT, BY_PASSPHRASE], rest)) => {
            let (salt, sealed) = rest.split_first_chunk::<SALT_BYTES>().ok_or(RootKeyError::Refused)?;
            Ok(Wrapped::Passphrase { header: prefix(bytes, 2 + SALT_BYTES), salt, sealed })
        }
        Some(([FORMAT, BY_TOKEN], rest)) => {
            let (length, rest) = rest.split_first().ok_or(RootKeyError::Refused)?;
            let (id, sealed) = rest.split_at_checked(usize::from(*length)).ok_or(RootKeyError::Refused)?;
            Ok(Wrapped::Token { header: prefix(bytes, 3 + id.len()), id, sealed })
        }
        Some(([FORMAT, BY_RECOVERY_KEY], rest)) => {
            let (set, sealed) = ShareSet::read(rest).ok_or(RootKeyError::Refused)?;
            Ok(Wrapped::RecoveryKey { header: prefix(bytes, 2 + SHARE_SET_BYTES), set, sealed })
        }
        Some(([FORMAT, BY_KMS], sealed)) => Ok(Wrapped::Kms { sealed }),
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

/// What stands in front of what a token sealed. An id is shorter than 256 bytes, or the key is found by its label alone.
#[cfg(feature = "pkcs11")]
pub(crate) fn token_header(id: &[u8]) -> Vec<u8> {
    let (length, id) = u8::try_from(id.len()).map_or((0, [].as_slice()), |length| (length, id));
    [&[FORMAT, BY_TOKEN, length], id].concat()
}

pub(crate) fn by_recovery_key(
    key: &LockedKey,
    set: ShareSet,
    keyring: &Plaintext,
    entropy: &mut Entropy,
) -> Vec<u8> {
    seal_behind([&[FORMAT, BY_RECOVERY_KEY], set.to_bytes().as_slice()].concat(), key, keyring, entropy)
}

pub(crate) fn by_kms(ciphertext: &[u8]) -> Vec<u8> {
    [&[FORMAT, BY_KMS], ciphertext].concat()
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
