//! The keyring's outer lock: what must be at hand for a server to start.
//!
//! A [`RootKey`] is asked for two things only, to wrap the keyring and to unwrap it. What the keyring is used for, and where
//! the wrapped one lies, is not known here.

mod file;
pub mod limits;
mod passphrase;
mod wrapped;

use std::path::PathBuf;

use seal::{Entropy, PassphraseError, Plaintext};

/// Where the root key comes from.
pub enum RootKey {
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
    /// Wraps a new keyring; the key file is made now if there is none.
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn wrap(&self, keyring: &Plaintext, entropy: &mut Entropy) -> Result<Vec<u8>, RootKeyError> {
        match self {
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
            (Self::File(path), wrapped::Wrapped::ByFile { header, sealed }) => {
                wrapped::open(&file::read(path)?, header, sealed)
            }
            (Self::Passphrase(words), wrapped::Wrapped::ByPassphrase { header, salt, sealed }) => {
                wrapped::open(&seal::key_from_passphrase(words, salt)?, header, sealed)
            }
            (Self::File(_), wrapped::Wrapped::ByPassphrase { .. }) => {
                Err(RootKeyError::OtherKind { kind: "passphrase" })
            }
            (Self::Passphrase(_), wrapped::Wrapped::ByFile { .. }) => {
                Err(RootKeyError::OtherKind { kind: "file" })
            }
        }
    }
}

#[cfg(test)]
mod tests;
