//! What a request states about its own signature, read from its header or its query. Nothing is believed here.

use std::borrow::Cow;

use crate::canonical::Query;
use crate::limits::AUTHORIZATION_BYTES_MAX;
use crate::{AuthError, Form, Parts, PresignedPolicy};

/// Whatever begins so is meant as a signature of this family.
const FAMILY: &str = "AWS4-";

/// The statements of either form.
pub(crate) struct Authorization<'a> {
    pub(crate) form: Form,
    pub(crate) algorithm: Cow<'a, str>,
    pub(crate) credential: Cow<'a, str>,
    pub(crate) signed_headers: Cow<'a, str>,
    pub(crate) signature: Cow<'a, str>,
    /// The date, and whether it stands in a `Date` header.
    pub(crate) date: (Cow<'a, str>, bool),
    /// The life of a presigned request, if it states one.
    pub(crate) expires: Option<String>,
    pub(crate) security_token: Option<Cow<'a, str>>,
}

impl<'a> Authorization<'a> {
    /// Reads the statements of the one form that a request has.
    ///
    /// # Errors
    ///
    /// In this order: [`AuthError::BothForms`], [`AuthError::MissingAuthenticationToken`],
    /// [`AuthError::PresignedRefused`], [`AuthError::Duplicate`], then those of the form.
    pub(crate) fn read(
        parts: &Parts<'a>,
        query: &Query<'_>,
        presigned: PresignedPolicy,
    ) -> Result<Self, AuthError> {
        let header = parts.named("authorization").next();
        match (header.map(<[u8]>::trim_ascii), query.get("X-Amz-Algorithm")) {
            (Some(_), Some(_)) => Err(AuthError::BothForms),
            (Some(header), None) if header.starts_with(FAMILY.as_bytes()) => Self::from_header(header, parts),
            (Some(_) | None, None) => Err(AuthError::MissingAuthenticationToken),
            (None, Some(algorithm)) => match presigned {
                PresignedPolicy::Refused => Err(AuthError::PresignedRefused),
                PresignedPolicy::Allowed => Self::from_query(algorithm, parts, query),
            },
        }
    }

    /// Reads the header form.
    fn from_header(header: &'a [u8], parts: &Parts<'a>) -> Result<Self, AuthError> {
        reject_repeated_headers(parts)?;
        let readable = header.len() <= AUTHORIZATION_BYTES_MAX;
        let text = str::from_utf8(header).ok().filter(|text| readable && text.is_ascii());
        let text = text.ok_or(AuthError::AuthorizationUnreadable)?;
        let (algorithm, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
        let parameters = Parameters::parse(algorithm, rest)?;
        let date = date(parts)?;
        parameters.require_all(algorithm, date.is_some())?;
        Ok(Self {
            form: Form::Header,
            algorithm: Cow::Borrowed(algorithm),
            credential: Cow::Borrowed(parameters.credential),
            signed_headers: Cow::Borrowed(parameters.signed_headers),
            signature: Cow::Borrowed(parameters.signature),
            date: date.unwrap_or_default(),
            expires: None,
            security_token: once(parts, "x-amz-security-token")?.map(token).transpose()?,
        })
    }

    /// Reads the query form.
    fn from_query(algorithm: String, parts: &Parts<'a>, query: &Query<'_>) -> Result<Self, AuthError> {
        if let Some(name) = query.repeated("X-Amz-") {
            return Err(AuthError::Duplicate { name: AuthError::echo(name) });
        }
        reject_repeated_headers(parts)?;
        let mut missing = Vec::new();
        let mut require = |name: &'static str| {
            let value = query.get(name).filter(|value| !value.is_empty());
            value.unwrap_or_else(|| {
                missing.push(name);
                String::new()
            })
        };
        // The order of the sentences is AWS's.
        require("X-Amz-Algorithm");
        let credential = require("X-Amz-Credential");
        let signature = require("X-Amz-Signature");
        let signed_headers = require("X-Amz-SignedHeaders");
        let date = require("X-Amz-Date");
        if !missing.is_empty() {
            return Err(AuthError::QueryParametersMissing { missing });
        }
        Ok(Self {
            form: Form::Presigned,
            algorithm: Cow::Owned(algorithm),
            credential: Cow::Owned(credential),
            signed_headers: Cow::Owned(signed_headers),
            signature: Cow::Owned(signature),
            date: (Cow::Owned(date), false),
            expires: query.get("X-Amz-Expires"),
            security_token: query.get("X-Amz-Security-Token").map(Cow::Owned),
        })
    }
}

/// The parameters of an `Authorization` header; empty where absent.
#[derive(Default)]
struct Parameters<'a> {
    credential: &'a str,
    signature: &'a str,
    signed_headers: &'a str,
}

impl<'a> Parameters<'a> {
    /// Reads `key=value` pairs between commas. Keys that are not known are passed over, as AWS does.
    fn parse(algorithm: &str, text: &'a str) -> Result<Self, AuthError> {
        let mut parameters = Self::default();
        let blank = text.trim_ascii().is_empty();
        for piece in text.split(',').map(str::trim_ascii).skip(usize::from(blank)) {
            let Some((key, value)) = piece.split_once('=') else {
                let algorithm = AuthError::echo_algorithm(algorithm);
                return Err(AuthError::NotKeyValue { piece: AuthError::echo(piece), algorithm });
            };
            let place = match key {
                "Credential" => &mut parameters.credential,
                "Signature" => &mut parameters.signature,
                "SignedHeaders" => &mut parameters.signed_headers,
                _ => continue,
            };
            if !place.is_empty() {
                return Err(AuthError::Duplicate { name: key.to_owned() });
            }
            *place = value;
        }
        Ok(parameters)
    }

    /// Refuses a header of which a parameter, or the date beside it, is absent or empty.
    fn require_all(&self, algorithm: &str, dated: bool) -> Result<(), AuthError> {
        // The order of the sentences is AWS's.
        let stated = [
            ("Credential", !self.credential.is_empty()),
            ("Signature", !self.signature.is_empty()),
            ("SignedHeaders", !self.signed_headers.is_empty()),
            ("X-Amz-Date", dated),
        ];
        let missing: Vec<_> = stated.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(AuthError::HeaderParametersMissing { missing, algorithm: AuthError::echo_algorithm(algorithm) })
    }
}

/// The request's date, and whether it stands in a `Date` header.
fn date<'a>(parts: &Parts<'a>) -> Result<Option<(Cow<'a, str>, bool)>, AuthError> {
    if let Some(date) = once(parts, "x-amz-date")? {
        return Ok(Some((String::from_utf8_lossy(date), false)));
    }
    Ok(once(parts, "date")?.map(|date| (String::from_utf8_lossy(date), true)))
}

/// A session token as text. Whatever is not text is no token of ours.
fn token(value: &[u8]) -> Result<Cow<'_, str>, AuthError> {
    str::from_utf8(value).map(Cow::Borrowed).map_err(|_| AuthError::TokenInvalid)
}

/// Refuses a second one of a header that decides who calls, or what is called.
fn reject_repeated_headers(parts: &Parts<'_>) -> Result<(), AuthError> {
    const DECISIVE: [&str; 5] =
        ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256", "x-amz-target"];
    DECISIVE.into_iter().try_for_each(|name| once(parts, name).map(drop))
}

/// The value of a header that may stand once.
fn once<'a>(parts: &Parts<'a>, name: &str) -> Result<Option<&'a [u8]>, AuthError> {
    parts.once(name).map_err(|name| AuthError::Duplicate { name: name.to_owned() })
}

#[cfg(test)]
mod tests;
