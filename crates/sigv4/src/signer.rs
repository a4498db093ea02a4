//! Signing our own outgoing calls.

use std::borrow::Cow;

use jiff::Timestamp;
use seal::Plaintext;

use crate::canonical::{CanonicalRequest, HexDigest, Query, SignedHeaders, encode, hex_digest, normalize};
use crate::parts::is_token;
use crate::signed_request::string_to_sign;
use crate::{ALGORITHM, Expiry, Header, MalformedRequest, Parts, RequestDate, SigningKey, TERMINATOR};

/// Headers that proxies and HTTP libraries change or drop on the way, and that are therefore never signed.
const UNSIGNED: [&str; 6] =
    ["connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id", "authorization"];

/// Headers that a signer adds itself.
const ADDED: [&str; 3] = ["authorization", "x-amz-date", "x-amz-security-token"];

/// An access key, and what its signatures are for.
///
/// It has no `Debug`: it holds the secret.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// The access key id.
    pub access_key_id: &'a str,
    /// The access key's secret.
    pub secret: &'a Plaintext,
    /// The session token that goes with temporary credentials.
    pub session_token: Option<&'a str>,
    /// The region called, such as `us-east-1`.
    pub region: &'a str,
    /// The service called, such as `kms`.
    pub service: &'a str,
}

impl Signer<'_> {
    /// Signs a request in its headers, and returns the headers that must be added to it.
    ///
    /// All headers given are signed but those that do not survive transport (`user-agent`, `connection` …), so
    /// `content-type` and `x-amz-target` must be given, and the host in one of its two places.
    ///
    /// # Errors
    ///
    /// [`MalformedRequest`]: the caller's request has no canonical form, names no host or is signed already.
    pub fn sign_header(
        &self,
        parts: &Parts<'_>,
        now: Timestamp,
    ) -> Result<Vec<(&'static str, String)>, MalformedRequest> {
        let date = RequestDate::at(now);
        let mut added = vec![("x-amz-date", date.to_string())];
        added.extend(self.session_token.map(|token| ("x-amz-security-token", token.to_owned())));
        let headers: Vec<Header<'_>> = parts.headers.iter().copied().chain(as_headers(&added)).collect();
        let signed_headers = signable(parts, &headers)?;
        let dated = Parts { headers: &headers, ..*parts };
        let signature = self.signature(&dated, &signed_headers, date)?;
        let (id, scope, list) = (self.access_key_id, self.scope(date), signed_headers.as_str());
        let authorization =
            format!("{ALGORITHM} Credential={id}/{scope}, SignedHeaders={list}, Signature={signature}");
        added.push(("authorization", authorization));
        Ok(added)
    }

    /// Signs a request in its query, and returns the whole query to send in place of the one given.
    ///
    /// Headers are signed as in [`sign_header`](Self::sign_header); whoever sends the request must send them as given. The
    /// body is signed too: an empty one unless given otherwise.
    ///
    /// # Errors
    ///
    /// [`MalformedRequest`], as there.
    pub fn presign(
        &self,
        parts: &Parts<'_>,
        now: Timestamp,
        expiry: Expiry,
    ) -> Result<String, MalformedRequest> {
        let date = RequestDate::at(now);
        let signed_headers = signable(parts, parts.headers)?;
        let query = self.unsigned_query(parts.query, &signed_headers, date, expiry)?;
        let signature = self.signature(&Parts { query: &query, ..*parts }, &signed_headers, date)?;
        Ok(format!("{query}&X-Amz-Signature={signature}"))
    }

    /// The query to be signed: the one given, and what it states about its signature.
    fn unsigned_query(
        &self,
        query: &str,
        signed_headers: &SignedHeaders<'_>,
        date: RequestDate,
        expiry: Expiry,
    ) -> Result<String, MalformedRequest> {
        if Query::parse(query)?.any("X-Amz-") {
            return Err(MalformedRequest::AlreadySigned);
        }
        let credential = format!("{}/{}", self.access_key_id, self.scope(date));
        let (credential, list) = (encode(credential.as_bytes()), encode(signed_headers.as_str().as_bytes()));
        let separator = if query.is_empty() { "" } else { "&" };
        let token =
            self.session_token.map(|token| format!("&X-Amz-Security-Token={}", encode(token.as_bytes())));
        Ok(format!(
            "{query}{separator}X-Amz-Algorithm={ALGORITHM}&X-Amz-Credential={credential}&X-Amz-Date={date}\
             &X-Amz-Expires={}&X-Amz-SignedHeaders={list}{}",
            expiry.seconds(),
            token.unwrap_or_default(),
        ))
    }

    /// The signature, in hexadecimal.
    fn signature(
        &self,
        parts: &Parts<'_>,
        signed_headers: &SignedHeaders<'_>,
        date: RequestDate,
    ) -> Result<String, MalformedRequest> {
        let hash = canonical_hash(parts, signed_headers)?;
        let key = SigningKey::derive(self.secret, &date.day(), self.region, self.service);
        let signature = key.sign(&string_to_sign(date, &self.scope(date), &hash));
        Ok(String::from_utf8_lossy(&signature).into_owned())
    }

    fn scope(&self, date: RequestDate) -> String {
        format!("{}/{}/{}/{TERMINATOR}", date.day(), self.region, self.service)
    }
}

/// The hash of the canonical request.
fn canonical_hash(
    parts: &Parts<'_>,
    signed_headers: &SignedHeaders<'_>,
) -> Result<HexDigest, MalformedRequest> {
    parts.check_limits()?;
    let path = normalize(parts.path)?;
    let query = Query::parse(parts.query)?;
    let payload = hex_digest(&parts.body.sha256());
    Ok(CanonicalRequest { parts, path: &path, query: &query, signed_headers, payload: &payload }.hash())
}

/// The list of the headers to sign.
fn signable<'a>(parts: &Parts<'_>, headers: &[Header<'_>]) -> Result<SignedHeaders<'a>, MalformedRequest> {
    if parts.names().any(|name| ADDED.contains(&&*name)) {
        return Err(MalformedRequest::AlreadySigned);
    }
    if headers.iter().any(|(name, _)| !is_token(name)) {
        return Err(MalformedRequest::HeaderName);
    }
    if parts.signed_values("host").next().is_none() {
        return Err(MalformedRequest::Host);
    }
    let names = Parts { headers, ..*parts }.names().filter(|name| !UNSIGNED.contains(&&**name));
    SignedHeaders::of(names.chain([Cow::Borrowed("host")]).collect())
}

/// Headers of ours as a request has them.
fn as_headers<'a>(added: &'a [(&'static str, String)]) -> impl Iterator<Item = Header<'a>> {
    added.iter().map(|(name, value)| (*name, value.as_bytes()))
}

#[cfg(test)]
mod tests;
