//! A root key in a key-management service: the keyring is sent there and comes back encrypted, or the reverse.
//!
//! Knows two operations of AWS KMS, which any endpoint that speaks it will do for.

mod call;

use jiff::Timestamp;
use reqwest::Url;
use seal::Plaintext;

use crate::{RootKeyError, wrapped};

/// What the ciphertext is bound to; it is shown in the service's own records, and is no secret.
const ENCRYPTION_CONTEXT: (&str, &str) = ("strongroom:purpose", "keyring");

/// A key in a key-management service, and who may use it. It holds the secret of an access key, hence no `Debug`.
pub struct KmsKey {
    endpoint: Url,
    client: reqwest::Client,
    settings: KmsSettings,
}

/// What a [`KmsKey`] is made of.
pub struct KmsSettings {
    /// The address of the service: HTTPS, or plain HTTP on loopback.
    pub endpoint: String,
    /// The region that requests are signed for.
    pub region: String,
    /// The key: its id, its ARN or an alias.
    pub key_id: String,
    /// The id of the access key that signs.
    pub access_key_id: String,
    /// The secret of the access key that signs.
    pub secret_access_key: Plaintext,
    /// The certificates of the authorities that the service's may be of, PEM; the system's where there is none.
    pub authorities: Option<Vec<u8>>,
    /// Tells the time that signatures are dated by.
    pub clock: fn() -> Timestamp,
}

impl KmsKey {
    /// A key that is used as these settings say. Nothing is asked yet.
    ///
    /// # Errors
    ///
    /// [`RootKeyError::KmsSettings`]: the endpoint is no address to send a keyring to, or the certificates are none.
    pub fn new(settings: KmsSettings) -> Result<Self, RootKeyError> {
        let wrong = |reason: &str| RootKeyError::KmsSettings { reason: reason.to_owned() };
        let endpoint: Url = settings.endpoint.parse().map_err(|_| wrong("the endpoint is no address"))?;
        if !is_protected(&endpoint) {
            return Err(wrong("the endpoint is neither HTTPS nor on loopback"));
        }
        let is_plain = endpoint.path() == "/" && endpoint.query().is_none() && endpoint.username().is_empty();
        if !is_plain {
            return Err(wrong("the endpoint is an address without path, query and user"));
        }
        let client = call::client(settings.authorities.as_deref())
            .ok_or_else(|| wrong("the certificates of the authorities cannot be used"))?;
        Ok(Self { endpoint, client, settings })
    }

    /// Has the service encrypt the keyring.
    pub(crate) fn wrap(&self, keyring: &Plaintext) -> Result<Vec<u8>, RootKeyError> {
        self.call("Encrypt", "Plaintext", keyring.expose_secret(), "CiphertextBlob")
            .map(|ciphertext| wrapped::by_kms(ciphertext.expose_secret()))
    }

    /// Has the service decrypt the keyring.
    pub(crate) fn unwrap(&self, sealed: &[u8]) -> Result<Plaintext, RootKeyError> {
        self.call("Decrypt", "CiphertextBlob", sealed, "Plaintext")
    }
}

/// Whether what is sent there is seen by nobody else.
fn is_protected(endpoint: &Url) -> bool {
    let is_loopback = match endpoint.host_str().unwrap_or_default() {
        "localhost" => true,
        host => host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
    };
    endpoint.scheme() == "https" || (endpoint.scheme() == "http" && is_loopback)
}

#[cfg(test)]
mod tests;
