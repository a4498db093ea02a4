//! Takes a request in, within its limits, and understands what is asked.
//!
//! Understanding comes in two steps: a body that is no JSON object and an operation that nobody serves are refused at once; a
//! member of the wrong type or length is kept as the answer for a caller whose signature holds.

use std::net::IpAddr;

use axum::body::Body;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, Method, Version, request};
use jiff::Timestamp;
use seal::Entropy;
use uuid::Uuid;
use wire::failure::Protocol;
use wire::json::Document;
use wire::limits::HEADER_BYTES_MAX;
use wire::query::{FORM_CONTENT_TYPE, Parameters};
use wire::{Failure, Target, iam, kms, secretsmanager, strongroom, sts};

use super::body::{BodyMemory, ReceivedBody};
use crate::clock::wire_now;
use crate::tls::Protection;

const TARGET: &str = "x-amz-target";

/// From where a request came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) ip: IpAddr,
    /// How the connection is protected, if it is.
    pub(crate) tls: Option<Protection>,
}

/// A request as received. Its body may hold a value, hence no `Debug`.
pub(crate) struct RawRequest {
    pub(crate) id: Uuid,
    pub(crate) head: request::Parts,
    pub(crate) body: Result<ReceivedBody, Failure>,
    pub(crate) peer: Peer,
    pub(crate) received_at: Timestamp,
}

/// A request, understood.
pub(crate) struct Request<'a> {
    pub(crate) raw: &'a RawRequest,
    pub(crate) body: &'a [u8],
    pub(crate) target: Target,
    pub(crate) input: Result<Input, Failure>,
}

/// What is asked. It may hold a value, hence no `Debug`.
pub(crate) enum Input {
    Iam(iam::Request),
    Kms(kms::Request),
    SecretsManager(secretsmanager::Request),
    Strongroom(strongroom::Request),
    Sts(sts::Request),
}

impl RawRequest {
    /// Takes in the whole body, unless it is too large or too slow, or there is no memory for it.
    pub(crate) async fn take_in(request: http::Request<Body>, peer: Peer, memory: &BodyMemory) -> Self {
        let received_at = wire_now();
        let (head, body) = request.into_parts();
        let too_large = header_bytes(&head.headers) > HEADER_BYTES_MAX;
        let body = if too_large { Err(Failure::headers_too_large()) } else { memory.take_in(body).await };
        Self { id: request_id(), head, body, peer, received_at }
    }

    /// The protocol that the answer is to be in.
    pub(crate) fn protocol(&self) -> Protocol {
        if !self.head.headers.contains_key(TARGET) && (self.is_form() || self.query().contains("Action=")) {
            Protocol::Query
        } else {
            Protocol::Json
        }
    }

    /// What is asked for, as the head names it; empty if it does not.
    pub(crate) fn target(&self) -> &str {
        self.head.headers.get(TARGET).and_then(|target| target.to_str().ok()).unwrap_or_default()
    }

    /// The query in its encoded form.
    pub(crate) fn query(&self) -> &str {
        self.head.uri.query().unwrap_or_default()
    }

    /// The `:authority` of HTTP/2, which stands for the `Host` header there.
    pub(crate) fn authority(&self) -> Option<&str> {
        (self.head.version == Version::HTTP_2)
            .then(|| self.head.uri.authority().map(http::uri::Authority::as_str))?
    }

    /// The host that the client meant to reach.
    pub(crate) fn host(&self) -> &str {
        let header = || self.head.headers.get(HOST).and_then(|host| host.to_str().ok());
        self.authority().or_else(header).unwrap_or_default()
    }

    fn is_form(&self) -> bool {
        let media_type = self.head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        media_type.is_some_and(|media_type| media_type.starts_with(FORM_CONTENT_TYPE))
    }
}

fn request_id() -> Uuid {
    uuid::Builder::from_random_bytes(Entropy::system().identifier()).into_uuid()
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

/// Understands a request.
pub(crate) fn decode(raw: &RawRequest) -> Result<Request<'_>, Failure> {
    let body = raw.body.as_ref().map_err(Clone::clone)?.as_slice();
    let (target, input) = match raw.protocol() {
        Protocol::Json => decode_json(raw, body)?,
        Protocol::Query => decode_query(raw, body)?,
    };
    Ok(Request { raw, body, target, input })
}

/// What is asked, and what was sent with it, understood or not.
type Decoded = (Target, Result<Input, Failure>);

fn decode_json(raw: &RawRequest, body: &[u8]) -> Result<Decoded, Failure> {
    if raw.head.method != Method::POST || raw.head.uri.path() != "/" {
        return Err(Failure::unknown_operation());
    }
    let document = Document::parse(body)?;
    let target = Target::parse(raw.target()).map_err(|unknown| {
        if kms::is_unsupported(raw.target()) { Failure::unsupported_operation() } else { unknown.into() }
    })?;
    Ok((target, Input::decode(target, &document)))
}

fn decode_query(raw: &RawRequest, body: &[u8]) -> Result<Decoded, Failure> {
    let form = if raw.head.method == Method::POST && raw.is_form() { body } else { raw.query().as_bytes() };
    let parameters = Parameters::parse(form)?;
    let target = Target::of_query(&parameters)?;
    Ok((target, parameters.document().and_then(|document| Input::decode(target, &document))))
}

impl Input {
    fn decode(target: Target, document: &Document<'_>) -> Result<Self, Failure> {
        match target {
            Target::Iam(operation) => iam::Request::decode(operation, document).map(Self::Iam),
            Target::Kms(operation) => kms::Request::decode(operation, document).map(Self::Kms),
            Target::SecretsManager(operation) => {
                secretsmanager::Request::decode(operation, document).map(Self::SecretsManager)
            }
            Target::Strongroom(operation) => {
                strongroom::Request::decode(operation, document).map(Self::Strongroom)
            }
            Target::Sts(operation) => sts::Request::decode(operation, document).map(Self::Sts),
        }
    }
}
