//! A request as it came, without the HTTP library that read it.

use std::borrow::Cow;

use crate::MalformedRequest;
use crate::limits::{HEADER_BYTES_MAX, HEADERS_MAX, METHOD_BYTES_MAX, PATH_BYTES_MAX, QUERY_BYTES_MAX};

/// A header's name, in any case, and its value.
pub type Header<'a> = (&'a str, &'a [u8]);

/// A request's body, or what stands for it.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    /// The bytes. They are hashed only once everything cheaper has been checked.
    Bytes(&'a [u8]),
    /// Their SHA-256, for a caller who hashed them while they arrived.
    Sha256(seal::Digest),
}

impl Body<'_> {
    /// The SHA-256 of the bytes.
    pub(crate) fn sha256(&self) -> seal::Digest {
        match self {
            Self::Bytes(bytes) => seal::sha256(&[bytes]),
            Self::Sha256(digest) => *digest,
        }
    }
}

/// The parts of a request, exactly as received or as they will be sent.
///
/// It has no `Debug`: headers, query and body may hold what must not be printed.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// The method, such as `POST`.
    pub method: &'a str,
    /// The path in its encoded form; empty stands for `/`.
    pub path: &'a str,
    /// The query in its encoded form, without `?`; empty if there is none.
    pub query: &'a str,
    /// The `:authority` of HTTP/2. With HTTP/1.1 nothing: the `Host` header is among the headers.
    pub host: Option<&'a str>,
    /// All headers in the order of the wire, repeated ones included.
    pub headers: &'a [Header<'a>],
    /// The body.
    pub body: Body<'a>,
}

impl<'a> Parts<'a> {
    /// Refuses what is out of all proportion, before any work is done on it.
    pub(crate) fn check_limits(&self) -> Result<(), MalformedRequest> {
        let header_bytes: usize = self.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        if self.method.len() > METHOD_BYTES_MAX || !is_token(self.method) {
            Err(MalformedRequest::Method)
        } else if self.path.len() > PATH_BYTES_MAX {
            Err(MalformedRequest::PathTooLong)
        } else if self.query.len() > QUERY_BYTES_MAX {
            Err(MalformedRequest::QueryTooLarge)
        } else if self.headers.len() > HEADERS_MAX || header_bytes > HEADER_BYTES_MAX {
            Err(MalformedRequest::HeadersTooLarge)
        } else {
            self.check_host()
        }
    }

    /// Refuses a request that names two hosts, since whoever routes it could follow the one that is not signed.
    fn check_host(&self) -> Result<(), MalformedRequest> {
        let mut hosts = self.host.map(str::as_bytes).into_iter().chain(self.named("host"));
        let repeated = self.named("host").count() > 1;
        let first = hosts.next();
        let differs = hosts.any(|host| Some(host.trim_ascii()) != first.map(<[u8]>::trim_ascii));
        if repeated || differs { Err(MalformedRequest::Host) } else { Ok(()) }
    }

    /// The values of a header as they are signed: the `:authority` is the `host`.
    pub(crate) fn signed_values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let authority = self.host.filter(|_| name == "host").map(str::as_bytes);
        let named = self.named(name);
        authority.into_iter().chain(named.filter(move |_| authority.is_none()))
    }

    /// The values of a header in the order of the wire.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        let headers = self.headers.iter();
        headers.filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The value of a header that may stand once, without surrounding white space.
    ///
    /// The error is the name: what is read from the first of two can differ from what a router reads from the second.
    pub(crate) fn once<'n>(&self, name: &'n str) -> Result<Option<&'a [u8]>, &'n str> {
        let mut values = self.named(name);
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(name),
            (value, None) => Ok(value.map(<[u8]>::trim_ascii)),
        }
    }

    /// The names of all headers, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.headers.iter().map(|(name, _)| match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(*name),
        })
    }
}

/// Whether a text is a token.
///
/// Source: RFC 9110, section 5.6.2.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests;
