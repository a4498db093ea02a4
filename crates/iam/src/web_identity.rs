//! Tokens of identity providers: what they claim, and whether their provider signed them.
//!
//! A token that was merely read is an [`IdentityToken`], good for nothing but to find its provider. Only
//! [`IdentityToken::verify`] makes a [`VerifiedIdentity`], which is what a session is begun with. Of a token's header two
//! members count: the algorithm, and which of the provider's keys it names. A key or an address that a token brings along
//! is not looked at. How keys are come by is not known here.
//!
//! Source: RFC 7515, RFC 7517, RFC 7518, RFC 7519; OpenID Connect Core 1.0, section 2.

mod claims;
mod key_set;

#[cfg(test)]
pub(crate) mod tests;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use seal::{Curve, ForeignScheme, RsaHash};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::limits::{IDENTITY_TOKEN_BYTES_MAX, PROVIDER_CLOCK_SKEW_SECONDS_MAX};
use claims::Claims;
pub use claims::VerifiedIdentity;
pub use key_set::{InvalidKeySet, KeySet};

/// What the URLs of issuers begin with.
const SCHEME: &str = "https://";

/// Why a token is not accepted (the caller's fault, or its provider's).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefused {
    /// It has expired.
    #[error("the token expired at {expired_at}, and it is {now}")]
    Expired {
        /// Now, in seconds since 1970.
        now: i64,
        /// When it expired.
        expired_at: i64,
    },
    /// It is no signed JSON Web Token, or lacks a claim, or has one of another type or of no sensible size.
    #[error("the token is malformed")]
    Malformed,
    /// It is not valid yet.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// Its signature is none of the key that it names.
    #[error("the token's signature is wrong")]
    Signature,
    /// It is signed in a way that is not accepted.
    #[error("the token's algorithm is not accepted")]
    Unaccepted,
    /// Its provider has no such key.
    #[error("the provider has no key of that name")]
    UnknownKey,
}

/// A token that was read, and not verified. It is a credential, hence no `Debug`.
pub struct IdentityToken {
    scheme: ForeignScheme,
    algorithm: String,
    key_id: Option<String>,
    claims: Claims,
    signed: Vec<u8>,
    signature: Vec<u8>,
}

/// The header, as far as it counts. What is called critical is not understood.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<IgnoredAny>,
    b64: Option<IgnoredAny>,
}

impl IdentityToken {
    /// Reads a token in its compact form.
    ///
    /// # Errors
    ///
    /// [`TokenRefused::Malformed`] and [`TokenRefused::Unaccepted`].
    pub fn parse(text: &str) -> Result<Self, TokenRefused> {
        let malformed = TokenRefused::Malformed;
        if text.len() > IDENTITY_TOKEN_BYTES_MAX {
            return Err(malformed);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(malformed)?;
        let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| malformed);
        let header: Header = serde_json::from_slice(&decoded(header)?).map_err(|_| malformed)?;
        if header.crit.is_some() || header.b64.is_some() {
            return Err(malformed);
        }
        let scheme = scheme(&header.alg).ok_or(TokenRefused::Unaccepted)?;
        let claims = Claims::parse(&decoded(payload)?).ok_or(malformed)?;
        let (signed, signature) = (signed.as_bytes().to_vec(), decoded(signature)?);
        Ok(Self { scheme, algorithm: header.alg, key_id: header.kid, claims, signed, signature })
    }

    /// Who claims to have issued it: a URL.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.claims.iss
    }

    /// The issuer as providers are registered: without the scheme, which must be `https`.
    #[must_use]
    pub fn provider_url(&self) -> Option<&str> {
        self.claims.iss.strip_prefix(SCHEME)
    }

    /// Which of the provider's keys it names.
    #[must_use]
    pub fn key_id(&self) -> Option<&str> {
        self.key_id.as_deref()
    }

    /// Whether the provider signed the token, and it is valid now.
    ///
    /// # Errors
    ///
    /// In this order: [`TokenRefused::Malformed`] for an issuer that is none of `https`, [`TokenRefused::UnknownKey`],
    /// [`TokenRefused::Signature`], [`TokenRefused::NotYetValid`], [`TokenRefused::Expired`].
    pub fn verify(self, keys: &KeySet, now: Timestamp) -> Result<VerifiedIdentity, TokenRefused> {
        let provider_url = self.provider_url().ok_or(TokenRefused::Malformed)?.to_owned();
        self.check_signature(keys)?;
        self.check_times(now.as_second())?;
        Ok(VerifiedIdentity::of(self.claims, provider_url))
    }

    fn check_signature(&self, keys: &KeySet) -> Result<(), TokenRefused> {
        let mut candidates = keys.named(self.key_id(), &self.algorithm).peekable();
        if candidates.peek().is_none() {
            return Err(TokenRefused::UnknownKey);
        }
        let verified = candidates.any(|key| key.verifies(self.scheme, &self.signed, &self.signature));
        if verified { Ok(()) } else { Err(TokenRefused::Signature) }
    }

    fn check_times(&self, now: i64) -> Result<(), TokenRefused> {
        let begins = self.claims.nbf.unwrap_or(self.claims.iat).max(self.claims.iat);
        if begins > now.saturating_add(PROVIDER_CLOCK_SKEW_SECONDS_MAX) {
            return Err(TokenRefused::NotYetValid);
        }
        let expired_at = self.claims.exp;
        if expired_at <= now { Err(TokenRefused::Expired { now, expired_at }) } else { Ok(()) }
    }
}

/// The algorithms that are accepted: nothing unsigned, and none whose key would be shared.
///
/// Source: STS API reference, `AssumeRoleWithWebIdentity`, `WebIdentityToken`; RFC 7518, section 3.1.
fn scheme(algorithm: &str) -> Option<ForeignScheme> {
    Some(match algorithm {
        "ES256" => ForeignScheme::Ecdsa(Curve::P256),
        "ES384" => ForeignScheme::Ecdsa(Curve::P384),
        "ES512" => ForeignScheme::Ecdsa(Curve::P521),
        "RS256" => ForeignScheme::Rsa(RsaHash::Sha256),
        "RS384" => ForeignScheme::Rsa(RsaHash::Sha384),
        "RS512" => ForeignScheme::Rsa(RsaHash::Sha512),
        _ => return None,
    })
}
