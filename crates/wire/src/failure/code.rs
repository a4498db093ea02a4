//! The table of codes: what each is called, and with which status it is answered, in each protocol.
//!
//! The one place that knows which codes the service models declare and which come from the framework before it.

/// A protocol, as far as failures differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// AWS JSON 1.1 (Secrets Manager, KMS).
    Json,
    /// Query, with answers in XML (STS, IAM).
    Query,
}

/// What went wrong, as a client may branch on it.
///
/// Source: Secrets Manager API reference, "Errors" of each operation; AWS common errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// No policy allows the call, or one denies it.
    AccessDenied,
    /// The value cannot be decrypted with its key.
    DecryptionFailure,
    /// The value cannot be encrypted with its key.
    EncryptionFailure,
    /// The session's credentials have expired.
    ExpiredToken,
    /// The signature's parts are incomplete or malformed.
    IncompleteSignature,
    /// The server failed.
    InternalServiceError,
    /// The paging token is not one that was handed out.
    InvalidNextToken,
    /// A parameter has a value that the operation refuses.
    InvalidParameter,
    /// The secret's state does not allow the call.
    InvalidRequest,
    /// The signature, its time or its scope is wrong.
    InvalidSignature,
    /// A quota is reached.
    LimitExceeded,
    /// The resource policy is not well-formed.
    MalformedPolicyDocument,
    /// A Query request names no action.
    MissingAction,
    /// The request carries no credentials.
    MissingAuthenticationToken,
    /// A condition of the operation is not met.
    PreconditionNotMet,
    /// The resource policy grants broad access.
    PublicPolicy,
    /// The request's body is too large.
    RequestEntityTooLarge,
    /// The request's headers are too large.
    RequestHeadersTooLarge,
    /// The name or the token is already in use.
    ResourceExists,
    /// There is no such secret or version.
    ResourceNotFound,
    /// The body cannot be read.
    Serialization,
    /// The server is sealed or starting.
    ServiceUnavailable,
    /// Too many calls.
    Throttling,
    /// The operation is not served.
    UnknownOperation,
    /// The access key or the session token is not known.
    UnrecognizedClient,
    /// A member does not satisfy the model's constraints.
    Validation,
}

/// One row of the table.
struct Row {
    modelled: bool,
    json: (&'static str, u16),
    query: (&'static str, u16),
}

/// A code that service models declare; in both protocols it has the same name.
const fn modelled(name: &'static str, status: u16) -> Row {
    Row { modelled: true, json: (name, status), query: (name, status) }
}

/// A code of the framework, whose name and status depend on the protocol.
const fn framework(json: (&'static str, u16), query: (&'static str, u16)) -> Row {
    Row { modelled: false, json, query }
}

impl Code {
    // Secrets Manager answers each of the caller's errors with 400, `ResourceNotFoundException` and
    // `AccessDeniedException` included; Query services follow HTTP more closely.
    const fn row(self) -> Row {
        match self {
            Self::AccessDenied => framework(("AccessDeniedException", 400), ("AccessDenied", 403)),
            Self::DecryptionFailure => modelled("DecryptionFailure", 400),
            Self::EncryptionFailure => modelled("EncryptionFailure", 400),
            Self::ExpiredToken => framework(("ExpiredTokenException", 400), ("ExpiredToken", 403)),
            Self::IncompleteSignature => {
                framework(("IncompleteSignatureException", 400), ("IncompleteSignature", 400))
            }
            Self::InternalServiceError => {
                Row { query: ("InternalFailure", 500), ..modelled("InternalServiceError", 500) }
            }
            Self::InvalidNextToken => modelled("InvalidNextTokenException", 400),
            Self::InvalidParameter => modelled("InvalidParameterException", 400),
            Self::InvalidRequest => modelled("InvalidRequestException", 400),
            Self::InvalidSignature => {
                framework(("InvalidSignatureException", 400), ("SignatureDoesNotMatch", 403))
            }
            Self::LimitExceeded => modelled("LimitExceededException", 400),
            Self::MalformedPolicyDocument => modelled("MalformedPolicyDocumentException", 400),
            Self::MissingAction => framework(("MissingAction", 400), ("MissingAction", 400)),
            Self::MissingAuthenticationToken => {
                framework(("MissingAuthenticationTokenException", 400), ("MissingAuthenticationToken", 403))
            }
            Self::PreconditionNotMet => modelled("PreconditionNotMetException", 400),
            Self::PublicPolicy => modelled("PublicPolicyException", 400),
            Self::RequestEntityTooLarge => {
                framework(("RequestEntityTooLargeException", 413), ("RequestEntityTooLarge", 413))
            }
            Self::RequestHeadersTooLarge => framework(
                ("RequestHeaderSectionTooLargeException", 431),
                ("RequestHeaderSectionTooLarge", 431),
            ),
            Self::ResourceExists => modelled("ResourceExistsException", 400),
            Self::ResourceNotFound => modelled("ResourceNotFoundException", 400),
            Self::Serialization => framework(("SerializationException", 400), ("MalformedQueryString", 404)),
            Self::ServiceUnavailable => framework(("ServiceUnavailable", 503), ("ServiceUnavailable", 503)),
            Self::Throttling => framework(("ThrottlingException", 400), ("Throttling", 400)),
            Self::UnknownOperation => framework(("UnknownOperationException", 400), ("InvalidAction", 400)),
            Self::UnrecognizedClient => {
                framework(("UnrecognizedClientException", 400), ("InvalidClientTokenId", 403))
            }
            Self::Validation => framework(("ValidationException", 400), ("ValidationError", 400)),
        }
    }

    /// The code's name on the wire.
    pub const fn name(self, protocol: Protocol) -> &'static str {
        match protocol {
            Protocol::Json => self.row().json.0,
            Protocol::Query => self.row().query.0,
        }
    }

    /// The HTTP status that goes with it.
    pub const fn status(self, protocol: Protocol) -> u16 {
        match protocol {
            Protocol::Json => self.row().json.1,
            Protocol::Query => self.row().query.1,
        }
    }

    /// Whether service models declare this code; the others come from the framework in front of every service.
    pub const fn is_modelled(self) -> bool {
        self.row().modelled
    }

    /// How the JSON protocol spells the member that holds the message.
    ///
    /// Modelled errors have `Message`, and boto3 fills a response's own `Message` from no other spelling. Framework
    /// errors have `message`, but for two that AWS writes like modelled ones.
    pub const fn message_member(self) -> &'static str {
        if self.is_modelled() || matches!(self, Self::AccessDenied | Self::Serialization) {
            "Message"
        } else {
            "message"
        }
    }
}
