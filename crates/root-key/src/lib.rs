//! The keyring's outer lock: what must be at hand for a server to start.
//!
//! A [`RootKey`] is asked for two things only, to wrap the keyring and to unwrap it. What the keyring is used for, and where
//! the wrapped one lies, is not known here.

mod environment;
mod file;
pub mod limits;
mod passphrase;
mod wrapped;

use std::path::PathBuf;

use seal::{Entropy, LockedKey, PassphraseError, Plaintext};
use wrapped::Wrapped;

/// Where the root key comes from.
pub enum RootKey {
    /// 32 bytes that were handed over when the server was started, by its environment or a file; see
    /// [`from_text`](RootKey::from_text).
    Environment(LockedKey),
    /// A file of 32 random bytes in hexadecimal, readable by its owner alone; made when the first keyring is.
    File(PathBuf),
    /// Words that somebody enters; the key is derived from them.
    Passphrase(Plaintext),
}

/// Why the keyring could not be wrapped or unwrapped.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// The key file could not be read or written (the operator's or the medium's fault).
    #[error("the root key file `{path}` could not be {action}")]
    File {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The key file may be read by others than its owner (the operator's fault).
    #[error("the root key file `{path}` is open to others: take their rights away with `chmod 600`")]
    FileOpenToOthers {
        /// The file.
        path: PathBuf,
    },
    /// The key file is not 64 hexadecimal digits.
    #[error("the root key file `{path}` does not hold 64 hexadecimal digits")]
    FileMalformed {
        /// The file.
        path: PathBuf,
    },
    /// The keyring was wrapped by another kind of root key.
    #[error("the keyring was wrapped by a root key of kind `{kind}`, which is not the one configured")]
    OtherKind {
        /// The kind it was wrapped by.
        kind: &'static str,
    },
    /// The text that was handed over is not the Base64 of 32 bytes (the operator's fault).
    #[error("the root key is not 32 bytes in Base64: make one with `openssl rand -base64 32`")]
    TextMalformed,
    /// The passphrase makes no key.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// The wrapped keyring does not open: another root key, other words, or the bytes were altered.
    #[error("the keyring does not open under this root key")]
    Refused,
    /// The wrapped keyring is in a format that this version does not know.
    #[error("the keyring was wrapped by a newer version")]
    UnknownFormat,
}

impl RootKey {
    /// The key that a text stands for, the Base64 of 32 bytes.
    ///
    /// # Errors
    ///
    /// [`RootKeyError::TextMalformed`]: it is something else.
    pub fn from_text(text: &Plaintext) -> Result<Self, RootKeyError> {
        environment::parse(text).map(Self::Environment)
    }

    /// Wraps a new keyring; the key file is made now if there is none.
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn wrap(&self, keyring: &Plaintext, entropy: &mut Entropy) -> Result<Vec<u8>, RootKeyError> {
        match self {
            Self::Environment(key) => Ok(wrapped::by_environment(key, keyring, entropy)),
            Self::File(path) => Ok(wrapped::by_file(&file::read_or_make(path, entropy)?, keyring, entropy)),
            Self::Passphrase(words) => passphrase::wrap(words, keyring, entropy),
        }
    }

    /// Unwraps the keyring.
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn unwrap(&self, bytes: &[u8]) -> Result<Plaintext, RootKeyError> {
        match (self, wrapped::read(bytes)?) {
            (Self::Environment(key), Wrapped::ByEnvironment { header, sealed }) => {
                wrapped::open(key, header, sealed)
            }
            (Self::File(path), Wrapped::ByFile { header, sealed }) => {
                wrapped::open(&file::read(path)?, header, sealed)
            }
            (Self::Passphrase(words), Wrapped::ByPassphrase { header, salt, sealed }) => {
                wrapped::open(&seal::key_from_passphrase(words, salt)?, header, sealed)
            }
            (Self::Environment(_) | Self::File(_) | Self::Passphrase(_), other) => {
                Err(RootKeyError::OtherKind { kind: other.kind() })
            }
        }
    }
}

#[cfg(test)]
mod tests;
