//! A provider's public keys.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use seal::{Curve, ForeignKey};
use serde::Deserialize;

use crate::limits::PROVIDER_KEYS_MAX;

/// The keys of a provider that can have signed a token.
///
/// Source: RFC 7517, section 5.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeySet {
    keys: Vec<NamedKey>,
}

/// The bytes are no key set (the provider's fault).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not a set of JSON Web Keys")]
pub struct InvalidKeySet;

#[derive(Debug, Clone, PartialEq, Eq)]
struct NamedKey {
    id: Option<String>,
    /// The one algorithm that it is for, if that is said.
    algorithm: Option<String>,
    key: ForeignKey,
}

#[derive(Deserialize)]
struct SetDocument {
    keys: Vec<KeyDocument>,
}

#[derive(Deserialize)]
struct KeyDocument {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl KeySet {
    /// Reads a key set. Keys of other kinds, sizes and uses are passed over, as the standard has it.
    ///
    /// # Errors
    ///
    /// [`InvalidKeySet`] if the bytes are not such a document.
    pub fn parse(bytes: &[u8]) -> Result<Self, InvalidKeySet> {
        let document: SetDocument = serde_json::from_slice(bytes).map_err(|_| InvalidKeySet)?;
        let keys = document.keys.into_iter().filter_map(KeyDocument::into_key);
        Ok(Self { keys: keys.take(PROVIDER_KEYS_MAX).collect() })
    }

    /// Whether there is a key of that name; for a token that names none, whether there is only one.
    #[must_use]
    pub fn knows(&self, id: Option<&str>) -> bool {
        match id {
            Some(id) => self.keys.iter().any(|key| key.id.as_deref() == Some(id)),
            None => self.keys.len() == 1,
        }
    }

    /// The keys that a token signed by this algorithm can mean.
    pub(super) fn named<'k>(
        &'k self,
        id: Option<&'k str>,
        algorithm: &'k str,
    ) -> impl Iterator<Item = &'k ForeignKey> {
        let keys = if self.knows(id) { self.keys.as_slice() } else { &[] };
        let keys = keys.iter().filter(move |key| id.is_none() || key.id.as_deref() == id);
        let fits = move |key: &&NamedKey| key.algorithm.as_deref().is_none_or(|own| own == algorithm);
        keys.filter(fits).map(|key| &key.key)
    }
}

impl KeyDocument {
    fn into_key(self) -> Option<NamedKey> {
        if self.purpose.as_deref().is_some_and(|purpose| purpose != "sig") {
            return None;
        }
        let number = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref()?).ok();
        let key = match self.kty.as_str() {
            "EC" => {
                let curve = match self.crv.as_deref()? {
                    "P-256" => Curve::P256,
                    "P-384" => Curve::P384,
                    "P-521" => Curve::P521,
                    _ => return None,
                };
                ForeignKey::ec(curve, &number(&self.x)?, &number(&self.y)?).ok()?
            }
            "RSA" => ForeignKey::rsa(&number(&self.n)?, &number(&self.e)?).ok()?,
            _ => return None,
        };
        Some(NamedKey { id: self.kid, algorithm: self.alg, key })
    }
}
