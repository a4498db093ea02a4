//! Long-lived credentials: an id that is sent, and a secret that only signs.

use std::fmt;
use std::sync::Arc;

use arn::{AccountId, Partition};
use jiff::Timestamp;
use seal::{Entropy, Keyring, OpenError, Plaintext, Purpose};

use crate::UniqueId;
use crate::limits::{ACCESS_KEY_ID_CHARS, SECRET_ACCESS_KEY_CHARS, SECRET_ACCESS_KEY_CHARS_PRESET};

/// What the ids of temporary keys begin with.
const TEMPORARY: &str = "ASIA";

/// An access key's id: 16 to 128 letters, digits and underscores.
///
/// Source: IAM API reference, `AccessKey`, `AccessKeyId`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessKeyId(Arc<str>);

/// Why a pair is no access key (the operator's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAccessKey {
    /// The id is not 16 to 128 letters, digits and underscores.
    #[error("an access key id has 16 to 128 letters, digits or underscores")]
    Id,
    /// The secret is not 20 to 128 printable ASCII characters.
    #[error("a secret access key has 20 to 128 printable characters")]
    Secret,
}

impl AccessKeyId {
    /// A fresh random id of a long-lived key: `AKIA` and sixteen characters of base32.
    ///
    /// Source: IAM User Guide, "IAM identifiers", unique identifiers.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self::generate_as("AKIA", entropy)
    }

    /// A fresh random id of a temporary key: `ASIA` and sixteen characters of base32.
    ///
    /// Source: IAM User Guide, "IAM identifiers", unique identifiers.
    #[must_use]
    pub fn generate_temporary(entropy: &mut Entropy) -> Self {
        Self::generate_as(TEMPORARY, entropy)
    }

    /// Whether it is the id of a temporary key, which is good only together with its session token.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        self.0.starts_with(TEMPORARY)
    }

    fn generate_as(kind: &str, entropy: &mut Entropy) -> Self {
        let mut id = String::from(kind);
        id.extend(
            (0..16).filter_map(|_| entropy.choose(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")).map(char::from),
        );
        Self(id.into())
    }

    /// The id that `text` is.
    ///
    /// # Errors
    ///
    /// [`InvalidAccessKey::Id`] unless it is 16 to 128 letters, digits and underscores.
    pub fn parse(text: &str) -> Result<Self, InvalidAccessKey> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let valid = ACCESS_KEY_ID_CHARS.contains(&text.len()) && text.bytes().all(allowed);
        valid.then(|| Self(text.into())).ok_or(InvalidAccessKey::Id)
    }

    /// The id's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccessKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret half of an access key.
pub struct SecretAccessKey(Plaintext);

impl SecretAccessKey {
    /// A fresh random secret of 40 characters, 240 bits.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut secret = Vec::with_capacity(SECRET_ACCESS_KEY_CHARS);
        secret.extend((0..SECRET_ACCESS_KEY_CHARS).filter_map(|_| entropy.choose(ALPHABET)));
        Self(Plaintext::new(secret))
    }

    /// A secret that somebody else chose.
    ///
    /// # Errors
    ///
    /// [`InvalidAccessKey::Secret`] unless it is 20 to 128 printable ASCII characters without spaces.
    pub fn preset(secret: Plaintext) -> Result<Self, InvalidAccessKey> {
        let printable = secret.expose_secret().iter().all(u8::is_ascii_graphic);
        let valid = printable && SECRET_ACCESS_KEY_CHARS_PRESET.contains(&secret.len());
        valid.then_some(Self(secret)).ok_or(InvalidAccessKey::Secret)
    }

    /// The secret's characters.
    #[must_use]
    pub const fn plaintext(&self) -> &Plaintext {
        &self.0
    }
}

/// Whose an access key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyOwner {
    /// The partition that the account lives in.
    pub partition: Partition,
    /// The account.
    pub account: AccountId,
    /// The user; none for the account's root.
    pub user: Option<UniqueId>,
}

/// Whether an access key may be used.
///
/// Source: IAM API reference, `AccessKey`, `Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStatus {
    /// It may.
    Active,
    /// It is kept, and may not.
    Inactive,
}

/// An access key as it is kept: whose it is, and its secret wrapped under the store's keyring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// Its id.
    pub id: AccessKeyId,
    /// Who signs with it.
    pub owner: KeyOwner,
    /// Whether it may be used.
    pub status: KeyStatus,
    /// When it was made.
    pub created_at: Timestamp,
    pub(crate) wrapped_secret: Vec<u8>,
}

impl AccessKey {
    /// Wraps the secret of a new key, which may be used at once.
    #[must_use]
    pub fn new(credentials: &Credentials, owner: KeyOwner, created_at: Timestamp, wrap: Wrap<'_>) -> Self {
        let Wrap { keyring, entropy } = wrap;
        let id = credentials.id.clone();
        let secret = credentials.secret.plaintext().expose_secret();
        let wrapped_secret = keyring.seal(Purpose::AccessKey, id.as_str().as_bytes(), secret, entropy);
        Self { id, owner, status: KeyStatus::Active, created_at, wrapped_secret }
    }

    /// The secret, unwrapped.
    ///
    /// # Errors
    ///
    /// [`OpenError`] if what is stored does not open as this key's secret.
    pub fn secret(&self, keyring: &Keyring) -> Result<SecretAccessKey, OpenError> {
        keyring
            .open(Purpose::AccessKey, self.id.as_str().as_bytes(), &self.wrapped_secret)
            .map(SecretAccessKey)
    }
}

/// What it takes to wrap a secret.
pub struct Wrap<'a> {
    /// The keys to wrap under.
    pub keyring: &'a Keyring,
    /// Where nonces come from.
    pub entropy: &'a mut Entropy,
}

/// Both halves of an access key, as its owner holds them.
pub struct Credentials {
    /// The id.
    pub id: AccessKeyId,
    /// The secret.
    pub secret: SecretAccessKey,
}

impl Credentials {
    /// Fresh random credentials.
    #[must_use]
    pub fn generate(entropy: &mut Entropy) -> Self {
        Self { id: AccessKeyId::generate(entropy), secret: SecretAccessKey::generate(entropy) }
    }
}
