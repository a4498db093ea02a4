//! Session tokens: all that is known of a session, sealed, and carried by its owner.
//!
//! Nothing of a session lies in the store. A token opens only together with the id of the key that it was made for, and
//! names whom it is of by ids that nobody else ever has: what is deleted takes its sessions along, and what is made anew
//! under its name has none.

mod message;

use std::sync::Arc;

use arn::{AccountId, Partition};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use seal::{Keyring, Plaintext, Purpose};

use crate::limits::SESSION_TOKEN_BYTES_MAX;
use crate::{AccessKeyId, SecretAccessKey, Session, UniqueId, Wrap};

/// The newest format that is written. A newer one is refused, not guessed.
const FORMAT: u8 = 1;

/// Whose a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionOwner {
    /// Of whoever has put on a role.
    Role {
        /// The role.
        id: UniqueId,
        /// The session's own name.
        session_name: String,
    },
    /// Of an account's root.
    Root,
    /// Of a user.
    User(UniqueId),
}

/// An opened session token. It holds the secret that its owner signs with, hence no `Debug`.
pub struct SessionToken {
    /// The temporary key that it belongs to.
    pub access_key: AccessKeyId,
    /// The key's secret.
    pub secret: SecretAccessKey,
    /// The partition that the account lives in.
    pub partition: Partition,
    /// The owner's account.
    pub account: AccountId,
    /// Whose it is.
    pub owner: SessionOwner,
    /// What is known of the session.
    pub session: Arc<Session>,
}

/// Temporary credentials as their owner is given them, once. They hold a secret, hence no `Debug`.
pub struct IssuedCredentials {
    /// The temporary key's id.
    pub access_key: AccessKeyId,
    /// Its secret.
    pub secret: SecretAccessKey,
    /// The token that goes with each call.
    pub token: Plaintext,
    /// From when on they are not accepted any more.
    pub expires_at: Timestamp,
    /// How much of the room for policies and tags is taken, in percent; nothing if none were given.
    pub packed_percent: Option<u32>,
}

/// The token is none of ours, or is another key's (the caller's fault, or a damaged header).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session token does not open")]
pub struct InvalidSessionToken;

/// A session's policies and tags do not fit into a token (the caller's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session's policies and tags take {percent} % of the room for them")]
pub struct PackedTooLarge {
    /// How much they take of the room for them.
    pub percent: u32,
}

impl SessionToken {
    /// Seals the token, and hands it out with the secret.
    ///
    /// # Errors
    ///
    /// [`PackedTooLarge`] if the token would have more than [`SESSION_TOKEN_BYTES_MAX`] bytes.
    pub fn issue(self, wrap: Wrap<'_>) -> Result<IssuedCredentials, PackedTooLarge> {
        let packed_percent = message::packed_percent(&self);
        let Wrap { keyring, entropy } = wrap;
        let record = self.encode();
        let key = self.access_key.as_str().as_bytes();
        let sealed = keyring.seal(Purpose::Session, key, record.expose_secret(), entropy);
        let token = URL_SAFE_NO_PAD.encode(sealed);
        if token.len() > SESSION_TOKEN_BYTES_MAX {
            return Err(PackedTooLarge { percent: packed_percent.unwrap_or_default().max(101) });
        }
        Ok(IssuedCredentials {
            access_key: self.access_key,
            secret: self.secret,
            token: Plaintext::new(token.into_bytes()),
            expires_at: self.session.expires_at,
            packed_percent,
        })
    }

    /// Opens a token that came with a call signed by `access_key`.
    ///
    /// # Errors
    ///
    /// [`InvalidSessionToken`] for every cause alike; of a session that is over it is none.
    pub fn open(
        keyring: &Keyring,
        access_key: &AccessKeyId,
        token: &str,
    ) -> Result<Self, InvalidSessionToken> {
        if token.len() > SESSION_TOKEN_BYTES_MAX {
            return Err(InvalidSessionToken);
        }
        let sealed = URL_SAFE_NO_PAD.decode(token).map_err(|_| InvalidSessionToken)?;
        let record = keyring.open(Purpose::Session, access_key.as_str().as_bytes(), &sealed);
        let record = record.map_err(|_| InvalidSessionToken)?;
        Self::decode(record.expose_secret())
            .filter(|opened| opened.access_key == *access_key)
            .ok_or(InvalidSessionToken)
    }

    /// The record: a format byte, and numbered fields.
    pub(crate) fn encode(&self) -> Plaintext {
        message::encode(self, FORMAT)
    }

    pub(crate) fn decode(record: &[u8]) -> Option<Self> {
        match record.split_first()? {
            (&FORMAT, body) => message::decode(body),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
