//! Failures as clients see them: a code, perhaps a message, and their envelopes in JSON and in XML.
//!
//! Which code a domain error becomes is decided where both are known; here stand only the codes themselves
//! ([`Code`]) and the failures of the framework, which need no domain.

mod code;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use uuid::Uuid;
use zeroize::Zeroizing;

pub use code::{Code, Protocol};

use crate::json;
use crate::xml::Escaped;

/// A refused or failed call, as its caller is told.
///
/// Its message is for the wire: exact, and free of secret values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .code.name(Protocol::Json))]
pub struct Failure {
    code: Code,
    message: Option<Cow<'static, str>>,
}

impl Failure {
    /// A failure with the message that its caller reads.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: Some(message.into()) }
    }

    const fn silent(code: Code) -> Self {
        Self { code, message: None }
    }

    const fn fixed(code: Code, message: &'static str) -> Self {
        Self { code, message: Some(Cow::Borrowed(message)) }
    }

    /// What went wrong.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The message, where the failure has one.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The HTTP status of this failure in `protocol`.
    pub fn status(&self, protocol: Protocol) -> u16 {
        self.code.status(protocol)
    }

    /// The error body of the AWS JSON 1.1 protocol: `{"__type":"<code>","Message":"<text>"}`.
    ///
    /// The message's member is spelled as [`Code::message_member`] says, and left out where there is none.
    pub fn encode_json(&self) -> Zeroizing<Vec<u8>> {
        json::encode(self)
    }

    /// The error document of the Query protocol in `namespace`, which is the called service's.
    pub fn encode_xml(&self, namespace: &str, request_id: Uuid) -> String {
        let fault = if self.status(Protocol::Query) < 500 { "Sender" } else { "Receiver" };
        let code = self.code.name(Protocol::Query);
        let message = Escaped(self.message().unwrap_or_default());
        format!(
            "<ErrorResponse xmlns=\"{}\"><Error><Type>{fault}</Type><Code>{code}</Code>\
             <Message>{message}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>",
            Escaped(namespace)
        )
    }
}

impl json::Encode for Failure {
    fn bytes_beyond(&self) -> usize {
        self.message().map_or(0, str::len)
    }

    fn encode(&self, writer: &mut json::Writer) {
        writer
            .structure()
            .member("__type", &self.code.name(Protocol::Json))
            .member(self.code.message_member(), &self.message())
            .end();
    }
}

/// The failures of the framework: those that a call can meet before its operation is asked.
impl Failure {
    /// A request body that is larger than [`BODY_BYTES_MAX`](crate::limits::BODY_BYTES_MAX).
    ///
    /// Status 413, as AWS's common errors have it: whatever stands between client and server understands it, and no SDK
    /// retries it.
    ///
    /// Source: AWS common errors, `RequestEntityTooLargeException`.
    pub const fn body_too_large() -> Self {
        Self::fixed(
            Code::RequestEntityTooLarge,
            "Problems with the request at the HTTP level. The request entity is too large.",
        )
    }

    /// Request headers that together are larger than [`HEADER_BYTES_MAX`](crate::limits::HEADER_BYTES_MAX).
    ///
    /// Status 431 (RFC 6585), which no SDK retries.
    pub const fn headers_too_large() -> Self {
        Self::fixed(Code::RequestHeadersTooLarge, "The request headers are too large.")
    }

    /// A failure that is ours. What failed is for the operator and stands in the log, not here.
    ///
    /// Source: Secrets Manager API reference, `InternalServiceError`.
    pub const fn internal() -> Self {
        Self::fixed(Code::InternalServiceError, "An error occurred on the server side.")
    }

    /// A Query request for an action that its version of the service does not have.
    pub fn invalid_action(action: &str, version: &str) -> Self {
        Self::new(Code::UnknownOperation, format!("Could not find operation {action} for version {version}"))
    }

    /// A Query request that names no action.
    ///
    /// Source: AWS common errors, `MissingAction`.
    pub const fn missing_action() -> Self {
        Self::fixed(Code::MissingAction, "The request is missing an action or a required parameter.")
    }

    /// A Query request that cannot be split into parameters.
    ///
    /// Source: AWS common errors, `MalformedQueryString`.
    pub const fn malformed_query() -> Self {
        Self::fixed(Code::Serialization, "The query string contains a syntax error.")
    }

    /// A Query parameter whose text is no value of the type that the model says.
    ///
    /// Source: AWS common errors of the Query protocol, `MalformedInput`.
    pub const fn malformed_input() -> Self {
        Self::silent(Code::MalformedInput)
    }

    /// A body whose members have other types than the model says; `message` tells which was found.
    pub fn serialization(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::Serialization, message)
    }

    /// A list where none may stand.
    pub(crate) const fn start_of_list() -> Self {
        Self::fixed(Code::Serialization, "Start of list found where not expected")
    }

    /// A body that is no JSON object at all. AWS gives no message.
    pub const fn unreadable() -> Self {
        Self::silent(Code::Serialization)
    }

    /// A ciphertext that does not open. AWS gives no message, so that nothing tells the causes apart.
    ///
    /// Source: KMS API reference, `Decrypt`, `InvalidCiphertextException`.
    pub const fn invalid_ciphertext() -> Self {
        Self::silent(Code::InvalidCiphertext)
    }

    /// More calls than allowed.
    pub const fn throttled() -> Self {
        Self::fixed(Code::Throttling, "Rate exceeded")
    }

    /// An operation that is not served, or no operation named. AWS gives no message.
    pub const fn unknown_operation() -> Self {
        Self::silent(Code::UnknownOperation)
    }

    /// An operation that no key served here has.
    ///
    /// Source: KMS API reference, common errors of the operations on keys, `UnsupportedOperationException`.
    pub const fn unsupported_operation() -> Self {
        Self::fixed(Code::UnsupportedOperation, "The operation is not supported by the keys of this server.")
    }

    /// A member that the service model or one of its hand-written checks refuses.
    pub fn validation(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::Validation, message)
    }
}
