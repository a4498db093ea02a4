//! Takes a request in, within its limits, and understands what is asked.
//!
//! Understanding comes in two steps: a body that is no JSON object and an operation that nobody serves are refused at once; a
//! member of the wrong type or length is kept as the answer for a caller whose signature holds.

use std::net::IpAddr;

use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Version, request};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use jiff::Timestamp;
use uuid::Uuid;
use wire::failure::Protocol;
use wire::json::Document;
use wire::limits::{BODY_BYTES_MAX, HEADER_BYTES_MAX};
use wire::query::{FORM_CONTENT_TYPE, Parameters};
use wire::{Failure, Target, secretsmanager, sts};

use crate::clock::wire_now;
use crate::limits::{BODY_DRAINED_BYTES_MAX, BODY_TIME_MAX};

const TARGET: &str = "x-amz-target";

/// From where a request came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer {
    pub(crate) ip: IpAddr,
    pub(crate) secure: bool,
}

/// A request as received. Its body may hold a value, hence no `Debug`.
pub(crate) struct RawRequest {
    pub(crate) id: Uuid,
    pub(crate) head: request::Parts,
    pub(crate) body: Result<Bytes, Failure>,
    pub(crate) peer: Peer,
    pub(crate) received_at: Timestamp,
}

/// A request, understood.
pub(crate) struct Request<'a> {
    pub(crate) raw: &'a RawRequest,
    pub(crate) body: &'a [u8],
    pub(crate) service: Service,
    pub(crate) input: Result<Input, Failure>,
}

/// The service that a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    SecretsManager,
    Sts,
}

/// What is asked. It may hold a value, hence no `Debug`.
#[expect(clippy::large_enum_variant, reason = "one request lives at a time, and boxing costs an allocation")]
pub(crate) enum Input {
    SecretsManager(secretsmanager::Request),
    Sts(sts::Request),
}

impl RawRequest {
    /// Takes in the whole body, unless it is too large or too slow.
    pub(crate) async fn take_in(request: http::Request<Body>, peer: Peer) -> Self {
        let received_at = wire_now();
        let (head, body) = request.into_parts();
        let too_large = header_bytes(&head.headers) > HEADER_BYTES_MAX;
        let body = if too_large { Err(Failure::headers_too_large()) } else { take_in_body(body).await };
        Self { id: Uuid::new_v4(), head, body, peer, received_at }
    }

    /// The protocol that the answer is to be in.
    pub(crate) fn protocol(&self) -> Protocol {
        if !self.head.headers.contains_key(TARGET) && (self.is_form() || self.query().contains("Action=")) {
            Protocol::Query
        } else {
            Protocol::Json
        }
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

    fn is_form(&self) -> bool {
        let media_type = self.head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        media_type.is_some_and(|media_type| media_type.starts_with(FORM_CONTENT_TYPE))
    }
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

async fn take_in_body(mut body: Body) -> Result<Bytes, Failure> {
    let taken_in = async {
        if body.size_hint().lower() > BODY_BYTES_MAX as u64 {
            drain(&mut body).await;
            return Err(Failure::body_too_large());
        }
        match Limited::new(&mut body, BODY_BYTES_MAX).collect().await {
            Ok(taken_in) => Ok(taken_in.to_bytes()),
            Err(failure) if failure.is::<LengthLimitError>() => {
                drain(&mut body).await;
                Err(Failure::body_too_large())
            }
            // The connection broke off: whoever still listens gets the answer to half a body.
            Err(_) => Err(Failure::unreadable()),
        }
    };
    tokio::time::timeout(BODY_TIME_MAX, taken_in).await.unwrap_or_else(|_| Err(Failure::unreadable()))
}

/// Reads on for a while without keeping anything: a client that is still sending when the connection is closed would see it
/// broken, and never the answer.
async fn drain(body: &mut Body) {
    let mut drained = 0;
    while let Some(Ok(frame)) = body.frame().await {
        drained += frame.data_ref().map_or(0, Bytes::len);
        if drained > BODY_DRAINED_BYTES_MAX {
            return;
        }
    }
}

/// Understands a request.
pub(crate) fn decode(raw: &RawRequest) -> Result<Request<'_>, Failure> {
    let body = raw.body.as_ref().map_err(Clone::clone)?;
    let (service, input) = match raw.protocol() {
        Protocol::Json => (Service::SecretsManager, decode_json(raw, body)?),
        Protocol::Query => (Service::Sts, Ok(decode_query(raw, body)?)),
    };
    Ok(Request { raw, body, service, input })
}

fn decode_json(raw: &RawRequest, body: &[u8]) -> Result<Result<Input, Failure>, Failure> {
    if raw.head.method != Method::POST || raw.head.uri.path() != "/" {
        return Err(Failure::unknown_operation());
    }
    let document = Document::parse(body)?;
    let target = raw.head.headers.get(TARGET).and_then(|target| target.to_str().ok()).unwrap_or_default();
    let Target::SecretsManager(operation) = Target::parse(target)?;
    Ok(secretsmanager::Request::decode(operation, &document).map(Input::SecretsManager))
}

fn decode_query(raw: &RawRequest, body: &[u8]) -> Result<Input, Failure> {
    let form = if raw.head.method == Method::POST && raw.is_form() { body } else { raw.query().as_bytes() };
    let parameters = Parameters::parse(form)?;
    Ok(Input::Sts(sts::Request::decode(&parameters)?))
}
