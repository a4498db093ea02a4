//! A request that states who signed it, and the proof.

use std::borrow::Cow;
use std::fmt;

use crate::authorization::Authorization;
use crate::canonical::{CanonicalRequest, HexDigest, Query, SignedHeaders, normalize};
use crate::payload::payload_hash;
use crate::{
    ALGORITHM, AuthError, Credential, Expiry, Parts, RequestDate, Rules, ScopeFailures, SigningKey,
    TERMINATOR, Window,
};

/// Where a request carries its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In the `Authorization` header.
    Header,
    /// In the query.
    Presigned,
}

/// A request whose statements about its signature hold together. Whether they are true is for [`verify`](Self::verify).
pub struct SignedRequest<'a> {
    form: Form,
    credential: Credential,
    date: RequestDate,
    security_token: Option<Cow<'a, str>>,
    signature: Cow<'a, str>,
    path: Cow<'a, str>,
    hash: HexDigest,
    /// Whether all headers are there that were signed.
    complete: bool,
}

impl<'a> SignedRequest<'a> {
    /// Decides everything that needs no key.
    ///
    /// Source: IAM user guide, "Create a signed AWS API request" and "Troubleshoot Signature Version 4 signing".
    ///
    /// # Errors
    ///
    /// In the order they are decided, which is AWS's:
    /// - [`Malformed`](AuthError::Malformed): method, path, query, host or the sizes are out of order;
    /// - [`BothForms`](AuthError::BothForms), [`MissingAuthenticationToken`](AuthError::MissingAuthenticationToken),
    ///   [`PresignedRefused`](AuthError::PresignedRefused): there is not one signature of a kind that is taken;
    /// - [`Duplicate`](AuthError::Duplicate), [`AuthorizationUnreadable`](AuthError::AuthorizationUnreadable),
    ///   [`NotKeyValue`](AuthError::NotKeyValue), [`HeaderParametersMissing`](AuthError::HeaderParametersMissing),
    ///   [`QueryParametersMissing`](AuthError::QueryParametersMissing): a parameter is ambiguous or lacking;
    /// - [`DateMalformed`](AuthError::DateMalformed), [`ExpiryMalformed`](AuthError::ExpiryMalformed), then
    ///   [`Expired`](AuthError::Expired), [`NotYetCurrent`](AuthError::NotYetCurrent);
    /// - [`Malformed`](AuthError::Malformed) for the list of signed headers, [`HostUnsigned`](AuthError::HostUnsigned);
    /// - [`AlgorithmUnsupported`](AuthError::AlgorithmUnsupported);
    /// - [`CredentialMalformed`](AuthError::CredentialMalformed), [`Scope`](AuthError::Scope);
    /// - [`HeaderUnsigned`](AuthError::HeaderUnsigned): stricter than AWS, which lets a signed body be sent to another
    ///   operation;
    /// - [`PayloadUnsigned`](AuthError::PayloadUnsigned), [`PayloadMismatch`](AuthError::PayloadMismatch).
    pub fn parse(parts: &Parts<'a>, rules: &Rules<'_>) -> Result<Self, AuthError> {
        parts.check_limits()?;
        let path = normalize(parts.path)?;
        let mut query = Query::parse(parts.query)?;
        let stated = Authorization::read(parts, &query, rules.presigned)?;
        let date = check_date(&stated, rules)?;
        let signed_headers = SignedHeaders::parse(stated.signed_headers)?;
        if !signed_headers.contains("host") {
            return Err(AuthError::HostUnsigned);
        }
        if stated.algorithm != ALGORITHM {
            let algorithm = AuthError::echo_algorithm(&stated.algorithm);
            return Err(AuthError::AlgorithmUnsupported { algorithm });
        }
        let credential = Credential::parse(&stated.credential)?;
        check_scope(&credential, date, rules)?;
        check_signed(&signed_headers, parts, stated.form)?;
        let payload = payload_hash(parts)?;
        if stated.form == Form::Presigned {
            query.remove("X-Amz-Signature");
        }
        let complete = signed_headers.all_present(parts);
        let canonical = CanonicalRequest {
            parts,
            path: &path,
            query: &query,
            signed_headers: &signed_headers,
            payload: &payload,
        };
        let hash = canonical.hash();
        let Authorization { form, security_token, signature, .. } = stated;
        Ok(Self { form, credential, date, security_token, signature, path, hash, complete })
    }

    /// Settles whether the key signed exactly this request.
    ///
    /// The comparison takes the same time wherever the signatures differ. Anything but 64 lower-case hexadecimal
    /// digits is a mismatch like any other.
    ///
    /// # Errors
    ///
    /// [`AuthError::SignatureMismatch`], also if a signed header is absent from the request.
    pub fn verify(&self, key: &SigningKey) -> Result<(), AuthError> {
        let expected = key.sign(&self.string_to_sign());
        let equal = seal::constant_time_eq(&expected, self.signature.as_bytes());
        if equal && self.complete { Ok(()) } else { Err(AuthError::SignatureMismatch) }
    }

    /// Where the signature stood.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The access key id and its scope.
    #[must_use]
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// The access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        self.credential.access_key_id()
    }

    /// When the request was signed, by its signer's clock.
    #[must_use]
    pub fn date(&self) -> RequestDate {
        self.date
    }

    /// The session token that the request brings, from the place that belongs to its form.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.security_token.as_deref()
    }

    /// The path as it was signed: normalised, its escapes untouched. Whoever decides by the path must decide by this one,
    /// since all paths that normalise to it share a signature.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The signature as the request states it.
    #[must_use]
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The SHA-256 of the canonical request, in hexadecimal.
    #[must_use]
    pub fn canonical_request_hash(&self) -> &str {
        str::from_utf8(&self.hash).unwrap_or_default()
    }

    /// The text that is signed.
    #[must_use]
    pub fn string_to_sign(&self) -> String {
        string_to_sign(self.date, self.credential.scope(), &self.hash)
    }
}

impl fmt::Debug for SignedRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SignedRequest")
            .field("form", &self.form)
            .field("credential", &self.credential)
            .field("date", &self.date)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Joins the four lines that are signed.
pub(crate) fn string_to_sign(date: RequestDate, scope: &str, canonical_request: &HexDigest) -> String {
    let hash = str::from_utf8(canonical_request).unwrap_or_default();
    let date = date.digits();
    [ALGORITHM, str::from_utf8(&date).unwrap_or_default(), scope, hash].join("\n")
}

/// Reads the date and holds it against the clock.
fn check_date(stated: &Authorization<'_>, rules: &Rules<'_>) -> Result<RequestDate, AuthError> {
    let (text, from_date_header) = &stated.date;
    let date = match stated.form {
        Form::Presigned => RequestDate::from_basic(text),
        Form::Header if *from_date_header => RequestDate::from_http(text),
        Form::Header => RequestDate::from_iso(text),
    };
    let date = date.ok_or_else(|| AuthError::DateMalformed { got: AuthError::echo(text) })?;
    let expiry = match stated.expires.as_deref() {
        None => None,
        Some(text) => Some(
            Expiry::parse(text).ok_or_else(|| AuthError::ExpiryMalformed { got: AuthError::echo(text) })?,
        ),
    };
    check_window(date, expiry, rules).map(|()| date)
}

/// A request is good for the clock skew either way; a presigned one until its own end, which is exclusive.
fn check_window(requested: RequestDate, expiry: Option<Expiry>, rules: &Rules<'_>) -> Result<(), AuthError> {
    let now = RequestDate::at(rules.now);
    let skew = rules.clock_skew.duration();
    let past = expiry.map_or(skew, Expiry::duration);
    let (earliest, latest) = (now.minus(past), now.plus(skew));
    if requested < earliest || (expiry.is_some() && requested == earliest) {
        Err(AuthError::Expired { requested, bound: earliest, now, window: Window(past) })
    } else if requested > latest {
        Err(AuthError::NotYetCurrent { requested, bound: latest, now, window: Window(skew) })
    } else {
        Ok(())
    }
}

/// Holds the scope against what the service answers for, and says all that is wrong at once.
fn check_scope(credential: &Credential, date: RequestDate, rules: &Rules<'_>) -> Result<(), AuthError> {
    let echo_unless = |right: bool, got: &str| (!right).then(|| AuthError::echo(got));
    let failures = ScopeFailures {
        region: echo_unless((rules.serves_region)(credential.region()), credential.region()),
        service: echo_unless(credential.service() == rules.service, rules.service),
        terminator: echo_unless(credential.terminator() == TERMINATOR, credential.terminator()),
        date: echo_unless(date.is_on(credential.date()), credential.date()).map(|got| (got, date)),
    };
    if failures.is_empty() { Ok(()) } else { Err(AuthError::Scope(Box::new(failures))) }
}

/// Refuses a header that means something to a service and is not signed.
///
/// A presigned request is sent by whoever holds it, whose HTTP client adds a content type and names itself.
fn check_signed(signed: &SignedHeaders<'_>, parts: &Parts<'_>, form: Form) -> Result<(), AuthError> {
    let must = |name: &str| match form {
        Form::Header => name == "content-type" || name.starts_with("x-amz-"),
        Form::Presigned => name != "x-amz-user-agent" && name.starts_with("x-amz-"),
    };
    match parts.names().find(|name| must(name) && !signed.contains(name)) {
        Some(name) => Err(AuthError::HeaderUnsigned { name: AuthError::echo(&name) }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
