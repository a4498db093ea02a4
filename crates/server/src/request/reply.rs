//! Puts an answer or a refusal into the protocol that was spoken.

use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use wire::failure::Protocol;
use wire::{Failure, json, query, sts};

use super::receive::RawRequest;
use crate::answer::{Answer, Refused};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// An answer, ready to be sent.
pub(crate) type Reply = Response<Body>;

/// Encodes what a call came to. The HTTP library adds the `Date` that SDKs correct their clocks by.
pub(crate) fn encode(raw: &RawRequest, outcome: Result<Answer, Refused>) -> Reply {
    match outcome {
        Ok(Answer::SecretsManager(response)) => {
            let body = Bytes::from_owner(response.encode());
            reply(raw, StatusCode::OK, json::CONTENT_TYPE, body)
        }
        Ok(Answer::Sts(response)) => {
            reply(raw, StatusCode::OK, query::CONTENT_TYPE, response.encode(raw.id).into())
        }
        Err(Refused(failure)) => refuse(raw, &failure),
    }
}

/// The answer where a flaw of ours left none.
pub(crate) fn broken() -> Reply {
    let mut reply = Response::new(Body::empty());
    *reply.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    reply
}

fn refuse(raw: &RawRequest, failure: &Failure) -> Reply {
    let protocol = raw.protocol();
    let status = StatusCode::from_u16(failure.status(protocol)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    tracing::debug!(request = %raw.id, code = failure.code().name(protocol), "a call was refused");
    match protocol {
        Protocol::Json => reply(raw, status, json::CONTENT_TYPE, Bytes::from_owner(failure.encode_json())),
        Protocol::Query => {
            reply(raw, status, query::CONTENT_TYPE, failure.encode_xml(sts::NAMESPACE, raw.id).into())
        }
    }
}

fn reply(raw: &RawRequest, status: StatusCode, content_type: &'static str, body: Bytes) -> Reply {
    let mut reply = Response::new(Body::from(body));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    let mut id = uuid::Uuid::encode_buffer();
    if let Ok(id) = HeaderValue::from_str(raw.id.hyphenated().encode_lower(&mut id)) {
        headers.insert(REQUEST_ID, id);
    }
    reply
}
