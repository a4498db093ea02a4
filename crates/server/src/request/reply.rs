//! Puts an answer or a refusal into the protocol that was spoken.

use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use wire::failure::Protocol;
use wire::{Failure, Target, json, query, sts};

use super::receive::RawRequest;
use crate::answer::{Answer, Refused};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// An answer, ready to be sent.
pub(crate) type Reply = Response<Body>;

/// Encodes what a call came to. The HTTP library adds the `Date` that SDKs correct their clocks by.
pub(crate) fn encode(raw: &RawRequest, target: Option<Target>, outcome: Result<Answer, Refused>) -> Reply {
    let (content_type, body) = match outcome {
        Ok(Answer::Iam(response)) => (query::CONTENT_TYPE, response.encode(raw.id)),
        Ok(Answer::Kms(response)) => (json::CONTENT_TYPE, response.encode()),
        Ok(Answer::SecretsManager(response)) => (json::CONTENT_TYPE, response.encode()),
        Ok(Answer::Strongroom(response)) => (json::CONTENT_TYPE, response.encode()),
        Ok(Answer::Sts(response)) => (query::CONTENT_TYPE, response.encode(raw.id)),
        Err(Refused(failure)) => return refuse(raw, target, &failure),
    };
    reply(raw, StatusCode::OK, content_type, Bytes::from_owner(body))
}

/// The answer where a flaw of ours left none.
pub(crate) fn broken() -> Reply {
    let mut reply = Response::new(Body::empty());
    *reply.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    reply
}

fn refuse(raw: &RawRequest, target: Option<Target>, failure: &Failure) -> Reply {
    let protocol = raw.protocol();
    let status = StatusCode::from_u16(failure.status(protocol)).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    tracing::debug!(request = %raw.id, code = failure.code().name(protocol), "a call was refused");
    match protocol {
        Protocol::Json => reply(raw, status, json::CONTENT_TYPE, Bytes::from_owner(failure.encode_json())),
        Protocol::Query => {
            // What names no service is answered as the one that every client asks first.
            let namespace = target.and_then(Target::namespace).unwrap_or(sts::NAMESPACE);
            reply(raw, status, query::CONTENT_TYPE, failure.encode_xml(namespace, raw.id).into())
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
