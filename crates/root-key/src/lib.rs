//! The keyring's outer lock: what must be at hand for a server to start.
//!
//! A [`RootKey`] is asked for two things only, to wrap the keyring and to unwrap it. What the keyring is used for, and where
//! the wrapped one lies, is not known here.

mod environment;
mod file;
mod kms;
pub mod limits;
mod passphrase;
mod recovery;
#[cfg(feature = "pkcs11")]
mod token;
mod wrapped;

use std::path::PathBuf;

use seal::{Entropy, LockedKey, PassphraseError, Plaintext};

pub use kms::{KmsKey, KmsSettings};
pub use recovery::{RecoveryError, Shares, create_shares, recover};
#[cfg(feature = "pkcs11")]
pub use token::{Token, WhichToken};
use wrapped::Wrapped;

/// Where the root key comes from.
pub enum RootKey {
    /// Words that nobody has entered yet.
    AwaitedPassphrase,
    /// 32 bytes that were handed over when the server was started, by its environment or a file; see
    /// [`from_text`](RootKey::from_text).
    Environment(LockedKey),
    /// A file of 32 random bytes in hexadecimal, readable by its owner alone; made when the first keyring is.
    File(PathBuf),
    /// A key in a key-management service.
    Kms(Box<KmsKey>),
    /// Words that somebody enters; the key is derived from them.
    Passphrase(Plaintext),
    /// A key in a hardware security module.
    #[cfg(feature = "pkcs11")]
    Token(Token),
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
    /// A PKCS #11 module cannot be loaded (the operator's fault, or the installation's).
    #[cfg(feature = "pkcs11")]
    #[error("the PKCS #11 module `{path}` cannot be used")]
    Module {
        /// The module.
        path: PathBuf,
        /// Why.
        source: Box<cryptoki::error::Error>,
    },
    /// A provider that makes no new root keys was asked for one (the operator's fault).
    #[error("this root key is not made by the server: give another one with `strongroom root-key change`")]
    NotRenewable,
    /// The PIN is wrong, or was never set (the operator's fault).
    #[error("the token does not take the PIN; it is not tried again, because that would lock the token")]
    PinRefused,
    /// The token is locked, or would be after another wrong PIN (the operator's fault).
    #[error("the token is locked, or one wrong PIN away from it: log in once with another program")]
    PinNearlyLocked,
    /// The settings of the key-management service cannot be used (the operator's fault).
    #[error("the key-management service cannot be used: {reason}")]
    KmsSettings {
        /// Why.
        reason: String,
    },
    /// The token has no key that wrapped this keyring.
    #[error("the token has no key with the label `{label}` that wrapped this keyring")]
    TokenKeyMissing {
        /// The key's label.
        label: String,
    },
    /// The token's key can be read out of it (the operator's fault).
    #[error("the token's key with the label `{label}` can be read out of it: make one that cannot")]
    TokenKeyExtractable {
        /// The key's label.
        label: String,
    },
    /// The provider does not answer at present: asking it again may help.
    #[error("the root key cannot be had at present: {reason}")]
    Unavailable {
        /// Why, without anything secret.
        reason: String,
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

impl RootKeyError {
    /// Whether the provider does not answer, so that the same question may have another answer later.
    #[must_use]
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }
}

/// Each call may wait for a disk, a device or another server: it belongs on a thread that may.
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
            Self::AwaitedPassphrase => Err(awaited()),
            Self::Environment(key) => Ok(wrapped::by_environment(key, keyring, entropy)),
            Self::File(path) => Ok(wrapped::by_file(&file::read_or_make(path, entropy)?, keyring, entropy)),
            Self::Kms(key) => key.wrap(keyring),
            Self::Passphrase(words) => passphrase::wrap(words, keyring, entropy),
            #[cfg(feature = "pkcs11")]
            Self::Token(token) => token.wrap(keyring, entropy),
        }
    }

    /// Wraps the keyring under a new root key, which is made durable first. The one before still opens what it wrapped; call
    /// [`settle`](Self::settle) once the new wrapping is stored.
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn renew(&self, keyring: &Plaintext, entropy: &mut Entropy) -> Result<Vec<u8>, RootKeyError> {
        match self {
            Self::AwaitedPassphrase | Self::Environment(_) | Self::Passphrase(_) => {
                Err(RootKeyError::NotRenewable)
            }
            Self::File(path) => Ok(wrapped::by_file(&file::make_next(path, entropy)?, keyring, entropy)),
            Self::Kms(key) => key.wrap(keyring),
            #[cfg(feature = "pkcs11")]
            Self::Token(token) => token.renew(keyring, entropy),
        }
    }

    /// Puts the new root key in the place of the one before, once what it wrapped is stored. A process that ends before this
    /// leaves it to the next [`unwrap`](Self::unwrap).
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn settle(&self) -> Result<(), RootKeyError> {
        if let Self::File(path) = self { file::promote_next(path) } else { Ok(()) }
    }

    /// Whether the provider makes a new root key by itself, when it is asked to.
    #[must_use]
    pub const fn is_renewable(&self) -> bool {
        match self {
            Self::File(_) | Self::Kms(_) => true,
            #[cfg(feature = "pkcs11")]
            Self::Token(_) => true,
            Self::AwaitedPassphrase | Self::Environment(_) | Self::Passphrase(_) => false,
        }
    }

    /// Unwraps the keyring.
    ///
    /// # Errors
    ///
    /// See [`RootKeyError`].
    pub fn unwrap(&self, bytes: &[u8]) -> Result<Plaintext, RootKeyError> {
        match (self, wrapped::read(bytes)?) {
            (Self::AwaitedPassphrase, Wrapped::Passphrase { .. }) => Err(awaited()),
            (Self::Environment(key), Wrapped::Environment { header, sealed }) => {
                wrapped::open(key, header, sealed)
            }
            (Self::File(path), Wrapped::File { header, sealed }) => file::unwrap(path, header, sealed),
            (Self::Kms(key), Wrapped::Kms { sealed }) => key.unwrap(sealed),
            (Self::Passphrase(words), Wrapped::Passphrase { header, salt, sealed }) => {
                wrapped::open(&seal::key_from_passphrase(words, salt)?, header, sealed)
            }
            #[cfg(feature = "pkcs11")]
            (Self::Token(token), Wrapped::Token { header, id, sealed }) => token.unwrap(header, id, sealed),
            (_, other) => Err(RootKeyError::OtherKind { kind: other.kind() }),
        }
    }
}

fn awaited() -> RootKeyError {
    let reason = "nobody has entered the passphrase yet (`strongroom unseal --passphrase`)".to_owned();
    RootKeyError::Unavailable { reason }
}

#[cfg(test)]
mod tests;
