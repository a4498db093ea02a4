//! Every way in which a request fails to prove who sent it, with the code, the status and the text of the wire.

use std::fmt;

use jiff::SignedDuration;

use crate::limits::{ALGORITHM_ECHO_CHARS_MAX, AUTHORIZATION_BYTES_MAX, ECHO_CHARS_MAX, EXPIRY_SECONDS_MAX};
use crate::{ALGORITHM, MalformedRequest, RequestDate, TERMINATOR};

/// The protocol whose codes and statuses an error takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// AWS JSON 1.1: Secrets Manager and KMS.
    Json,
    /// AWS Query: STS and IAM.
    Query,
    /// REST-JSON: Lambda.
    RestJson,
}

/// Why a request is not authenticated. The caller is at fault in every variant.
///
/// The variants stand in the order in which they are decided. `Display` is the text of the wire, which repeats at most
/// 256 characters of what the caller sent and never the `Authorization` header.
///
/// Source: the "Common errors" pages of the AWS API references; texts as AWS's front ends send them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The request has no canonical form.
    #[error("{0}")]
    Malformed(#[from] MalformedRequest),
    /// A signature stands in the header and another in the query.
    #[error("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")]
    BothForms,
    /// There is no signature, or one of another scheme.
    #[error("Request is missing Authentication Token")]
    MissingAuthenticationToken,
    /// The signature stands in the query, which this service does not take.
    #[error(
        "This service does not accept query-string authentication. Sign the request in an Authorization header."
    )]
    PresignedRefused,
    /// Something that decides who calls or what is called occurs twice.
    #[error("'{name}' must not occur more than once.")]
    Duplicate {
        /// The header or parameter.
        name: String,
    },
    /// The `Authorization` header is too long, or not text.
    #[error("Authorization header must be printable ASCII of at most {AUTHORIZATION_BYTES_MAX} characters.")]
    AuthorizationUnreadable,
    /// A piece of the `Authorization` header has no equal-sign.
    #[error(
        "'{piece}' not a valid key=value pair (missing equal-sign) in Authorization header: '{algorithm}'."
    )]
    NotKeyValue {
        /// The piece.
        piece: String,
        /// The header's first word.
        algorithm: String,
    },
    /// The header form lacks parameters, by name; a lacking date is called `X-Amz-Date`.
    #[error("{}Authorization={algorithm}", HeaderRequires(missing))]
    HeaderParametersMissing {
        /// What is lacking.
        missing: Vec<&'static str>,
        /// The header's first word.
        algorithm: String,
    },
    /// The query form lacks parameters, by name.
    #[error("{}Re-examine the query-string parameters.", QueryRequires(missing))]
    QueryParametersMissing {
        /// What is lacking.
        missing: Vec<&'static str>,
    },
    /// The date cannot be read.
    #[error(
        "Date must be in ISO-8601 'basic format'. Got '{got}'. See http://en.wikipedia.org/wiki/ISO_8601"
    )]
    DateMalformed {
        /// What stands there.
        got: String,
    },
    /// The life of a presigned request is no number, or out of range.
    #[error("X-Amz-Expires must be a number of seconds from 1 to {EXPIRY_SECONDS_MAX}, got '{got}'.")]
    ExpiryMalformed {
        /// What stands there.
        got: String,
    },
    /// The request is too old.
    #[error("Signature expired: {requested} is now earlier than {bound} ({now} - {window}.)")]
    Expired {
        /// The request's date.
        requested: RequestDate,
        /// The earliest date still good.
        bound: RequestDate,
        /// The time it is.
        now: RequestDate,
        /// The difference of the two.
        window: Window,
    },
    /// The request comes from the future.
    #[error("Signature not yet current: {requested} is still later than {bound} ({now} + {window}.)")]
    NotYetCurrent {
        /// The request's date.
        requested: RequestDate,
        /// The latest date already good.
        bound: RequestDate,
        /// The time it is.
        now: RequestDate,
        /// The difference of the two.
        window: Window,
    },
    /// The host is not signed.
    #[error("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")]
    HostUnsigned,
    /// The algorithm is another.
    #[error("Unsupported AWS 'algorithm': '{algorithm}'.")]
    AlgorithmUnsupported {
        /// Its name.
        algorithm: String,
    },
    /// The credential has not five parts.
    #[error(
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{got}'"
    )]
    CredentialMalformed {
        /// What stands there.
        got: String,
    },
    /// The credential is for something else.
    #[error("{0}")]
    Scope(Box<ScopeFailures>),
    /// A header is not signed that could change what is done, and by whom.
    #[error("'{name}' must be a 'SignedHeader' in the AWS Authorization.")]
    HeaderUnsigned {
        /// The header, in lower case.
        name: String,
    },
    /// The body is declared not to be signed, or to be signed in chunks.
    #[error("x-amz-content-sha256 must be the SHA-256 of the body, not '{got}'.")]
    PayloadUnsigned {
        /// What stands there.
        got: String,
    },
    /// `x-amz-content-sha256` is not the hash of the body that came.
    #[error("{MISMATCH}")]
    PayloadMismatch,
    /// The access key does not exist or is inactive: decided by the caller.
    #[error("The security token included in the request is invalid.")]
    UnknownAccessKey,
    /// The session token does not belong to the access key, is forged or lacking: decided by the caller.
    // The full stop is lacking at AWS too.
    #[error("The security token included in the request is invalid")]
    TokenInvalid,
    /// The session is over: decided by the caller.
    #[error("The security token included in the request is expired")]
    TokenExpired,
    /// The signature is not that of this request under the caller's key.
    #[error("{MISMATCH}")]
    SignatureMismatch,
}

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. \
     Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/// Errors that share code and status in every protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The session is over.
    ExpiredToken,
    /// The signature, its time or its scope is wrong.
    Invalid,
    /// The signature is incomplete or cannot be read.
    Malformed,
    /// There is no signature.
    Missing,
    /// The access key or the session token is not known.
    UnknownKey,
}

impl AuthError {
    /// The error code: `__type`, `<Code>` or `x-amzn-ErrorType`, without any decoration.
    #[must_use]
    pub fn code(&self, protocol: Protocol) -> &'static str {
        use Protocol::{Json, Query, RestJson};
        match (self.class(), protocol) {
            (Class::Missing, Json | RestJson) => "MissingAuthenticationTokenException",
            (Class::Missing, Query) => "MissingAuthenticationToken",
            (Class::Malformed, Json | RestJson) => "IncompleteSignatureException",
            (Class::Malformed, Query) => "IncompleteSignature",
            (Class::Invalid, Json | RestJson) => "InvalidSignatureException",
            (Class::Invalid, Query) => "SignatureDoesNotMatch",
            (Class::UnknownKey, Json | RestJson) => "UnrecognizedClientException",
            (Class::UnknownKey, Query) => "InvalidClientTokenId",
            (Class::ExpiredToken, Json | RestJson) => "ExpiredTokenException",
            (Class::ExpiredToken, Query) => "ExpiredToken",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self, protocol: Protocol) -> u16 {
        match (self.class(), protocol) {
            (_, Protocol::Json) | (Class::Malformed, Protocol::Query) => 400,
            (_, Protocol::Query | Protocol::RestJson) => 403,
        }
    }

    /// The text that goes with the code. No error goes without one today.
    #[must_use]
    pub fn message(&self, protocol: Protocol) -> Option<String> {
        match (self, protocol) {
            // The JSON front ends word it differently, and end it with a space.
            (Self::AlgorithmUnsupported { algorithm }, Protocol::Json) => {
                Some(format!("Unsupported AWS 'algorithm': '{algorithm}' (only {ALGORITHM} for now). "))
            }
            (error, Protocol::Json | Protocol::Query | Protocol::RestJson) => Some(error.to_string()),
        }
    }

    /// The errors it shares code and status with, for a caller who has codes of its own.
    #[must_use]
    pub fn class(&self) -> Class {
        match self {
            Self::MissingAuthenticationToken => Class::Missing,
            Self::Malformed(_)
            | Self::PresignedRefused
            | Self::Duplicate { .. }
            | Self::AuthorizationUnreadable
            | Self::NotKeyValue { .. }
            | Self::HeaderParametersMissing { .. }
            | Self::QueryParametersMissing { .. }
            | Self::DateMalformed { .. }
            | Self::ExpiryMalformed { .. }
            | Self::AlgorithmUnsupported { .. }
            | Self::CredentialMalformed { .. } => Class::Malformed,
            Self::BothForms
            | Self::Expired { .. }
            | Self::NotYetCurrent { .. }
            | Self::HostUnsigned
            | Self::Scope(_)
            | Self::HeaderUnsigned { .. }
            | Self::PayloadUnsigned { .. }
            | Self::PayloadMismatch
            | Self::SignatureMismatch => Class::Invalid,
            Self::UnknownAccessKey | Self::TokenInvalid => Class::UnknownKey,
            Self::TokenExpired => Class::ExpiredToken,
        }
    }

    /// What an error may repeat of a caller's text.
    pub(crate) fn echo(text: &str) -> String {
        text.chars().take(ECHO_CHARS_MAX).collect()
    }

    /// What an error may repeat of an `Authorization` header: the name of the algorithm, however the rest is glued to it.
    pub(crate) fn echo_algorithm(text: &str) -> String {
        let name =
            text.chars().take_while(|character| character.is_ascii_alphanumeric() || *character == '-');
        name.take(ALGORITHM_ECHO_CHARS_MAX).collect()
    }
}

/// How a credential's scope fails. Its text has a sentence for each failure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeFailures {
    /// The region stated, if we do not answer for it.
    pub region: Option<String>,
    /// The service expected, if another is stated.
    pub service: Option<String>,
    /// The terminator stated, if it is another.
    pub terminator: Option<String>,
    /// The day stated and the request's date, if they differ.
    pub date: Option<(String, RequestDate)>,
}

impl ScopeFailures {
    /// Whether the scope is right.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for ScopeFailures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self
            .region
            .as_ref()
            .map(|got| format!("Credential should be scoped to a valid region, not '{got}'."));
        let service = self
            .service
            .as_ref()
            .map(|expected| format!("Credential should be scoped to correct service: '{expected}'."));
        let terminator = self.terminator.as_ref().map(|got| {
            format!("Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{got}'.")
        });
        let date = self.date.as_ref().map(|(got, date)| {
            let day = date.day();
            format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
                 '{got}' != '{day}', from '{date}'."
            )
        });
        let sentences: Vec<String> = [region, service, terminator, date].into_iter().flatten().collect();
        formatter.write_str(&sentences.join(" "))
    }
}

/// A span of time as error texts name it: `5 min`, or in seconds where minutes do not divide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window(pub SignedDuration);

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            seconds if seconds % 60 == 0 => write!(formatter, "{} min", seconds / 60),
            seconds => write!(formatter, "{seconds} sec"),
        }
    }
}

/// A sentence for each parameter that the header form lacks, each with a space behind it.
struct HeaderRequires<'a>(&'a [&'static str]);

impl fmt::Display for HeaderRequires<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|name| match *name {
            "X-Amz-Date" => formatter.write_str(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
            ),
            name => write!(formatter, "Authorization header requires '{name}' parameter. "),
        })
    }
}

/// A sentence for each parameter that the query form lacks, each with a space behind it.
struct QueryRequires<'a>(&'a [&'static str]);

impl fmt::Display for QueryRequires<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = self.0.iter();
        names.try_for_each(|name| write!(formatter, "AWS query-string parameters must include '{name}'. "))
    }
}

#[cfg(test)]
mod tests;
