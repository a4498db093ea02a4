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
    /// There is an alias of that name.
    AlreadyExists,
    /// Something else is being done to the key.
    Conflict,
    /// The value cannot be decrypted with its key.
    DecryptionFailure,
    /// Something still hangs on what is to be deleted.
    DeleteConflict,
    /// The key is disabled.
    Disabled,
    /// The call would have succeeded, and was only to be tried.
    DryRunOperation,
    /// The value cannot be encrypted with its key.
    EncryptionFailure,
    /// There is an identity of that name.
    EntityAlreadyExists,
    /// The provider's token has expired.
    ExpiredIdentityToken,
    /// The session's credentials have expired.
    ExpiredToken,
    /// The provider could not be asked.
    IdpCommunicationError,
    /// The provider's token claims what is refused.
    IdpRejectedClaim,
    /// The signature's parts are incomplete or malformed.
    IncompleteSignature,
    /// The ciphertext is another key's.
    IncorrectKey,
    /// The server failed.
    InternalServiceError,
    /// The name is none for an alias.
    InvalidAliasName,
    /// The ARN is malformed, or names something else.
    InvalidArn,
    /// The ciphertext does not open.
    InvalidCiphertext,
    /// There is no such grant.
    InvalidGrantId,
    /// The grant token is none of ours.
    InvalidGrantToken,
    /// The provider's token is not accepted.
    InvalidIdentityToken,
    /// A parameter has a value that IAM refuses.
    InvalidInput,
    /// The key is for something else.
    InvalidKeyUsage,
    /// The paging marker is not one that was handed out.
    InvalidMarker,
    /// The paging token is not one that was handed out.
    InvalidNextToken,
    /// A parameter has a value that the operation refuses.
    InvalidParameter,
    /// The secret's state does not allow the call.
    InvalidRequest,
    /// The signature, its time or its scope is wrong.
    InvalidSignature,
    /// There is no such key or alias.
    KeyNotFound,
    /// The key's state does not allow the call.
    KmsInvalidState,
    /// A quota is reached.
    LimitExceeded,
    /// A Query parameter has a text that is no value of its type.
    MalformedInput,
    /// The resource policy is not well-formed.
    MalformedPolicyDocument,
    /// A Query request names no action.
    MissingAction,
    /// The request carries no credentials.
    MissingAuthenticationToken,
    /// There is no such identity.
    NoSuchEntity,
    /// The name is kept for AWS.
    NotAuthorized,
    /// The provider could not be asked when it was registered.
    OpenIdIdpCommunicationError,
    /// The session's policies and tags are too large.
    PackedPolicyTooLarge,
    /// The policy cannot be attached.
    PolicyNotAttachable,
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
    /// A key's tag is refused.
    Tag,
    /// Too many calls.
    Throttling,
    /// The operation is not served.
    UnknownOperation,
    /// The identity cannot be changed.
    UnmodifiableEntity,
    /// The access key or the session token is not known.
    UnrecognizedClient,
    /// The operation does not fit the key.
    UnsupportedOperation,
    /// A member does not satisfy the model's constraints.
    Validation,
}

/// One row of the table.
struct Row {
    modelled: bool,
    /// How the JSON protocol spells the member that holds the message.
    message_member: &'static str,
    json: (&'static str, u16),
    query: (&'static str, u16),
}

/// A code that service models declare; in both protocols it has the same name.
const fn modelled(name: &'static str, status: u16) -> Row {
    Row { modelled: true, message_member: "Message", json: (name, status), query: (name, status) }
}

/// A code that a service model declares, with a message whose member begins in lower case, as KMS has most.
const fn lower(name: &'static str, status: u16) -> Row {
    Row { message_member: "message", ..modelled(name, status) }
}

/// A code of the framework, whose name and status depend on the protocol.
const fn framework(json: (&'static str, u16), query: (&'static str, u16)) -> Row {
    Row { modelled: false, message_member: "message", json, query }
}

impl Code {
    // Secrets Manager answers each of the caller's errors with 400, `ResourceNotFoundException` and
    // `AccessDeniedException` included; Query services follow HTTP more closely.
    const fn row(self) -> Row {
        match self {
            Self::AlreadyExists => lower("AlreadyExistsException", 400),
            Self::Conflict => lower("ConflictException", 400),
            Self::DeleteConflict => modelled("DeleteConflict", 409),
            Self::Disabled => lower("DisabledException", 400),
            Self::DryRunOperation => lower("DryRunOperationException", 400),
            Self::EntityAlreadyExists => modelled("EntityAlreadyExists", 409),
            Self::ExpiredIdentityToken => modelled("ExpiredTokenException", 400),
            Self::IdpCommunicationError => modelled("IDPCommunicationError", 400),
            Self::IdpRejectedClaim => modelled("IDPRejectedClaim", 403),
            Self::IncorrectKey => lower("IncorrectKeyException", 400),
            Self::InvalidAliasName => lower("InvalidAliasNameException", 400),
            Self::InvalidArn => lower("InvalidArnException", 400),
            Self::InvalidCiphertext => lower("InvalidCiphertextException", 400),
            Self::InvalidGrantId => lower("InvalidGrantIdException", 400),
            Self::InvalidGrantToken => lower("InvalidGrantTokenException", 400),
            Self::InvalidIdentityToken => modelled("InvalidIdentityToken", 400),
            Self::InvalidInput => modelled("InvalidInput", 400),
            Self::InvalidKeyUsage => lower("InvalidKeyUsageException", 400),
            Self::InvalidMarker => lower("InvalidMarkerException", 400),
            Self::KeyNotFound => lower("NotFoundException", 400),
            Self::KmsInvalidState => lower("KMSInvalidStateException", 400),
            Self::NoSuchEntity => modelled("NoSuchEntity", 404),
            Self::NotAuthorized => lower("NotAuthorizedException", 400),
            Self::OpenIdIdpCommunicationError => modelled("OpenIdIdpCommunicationError", 400),
            Self::PackedPolicyTooLarge => modelled("PackedPolicyTooLarge", 400),
            Self::PolicyNotAttachable => modelled("PolicyNotAttachable", 400),
            Self::Tag => lower("TagException", 400),
            Self::UnmodifiableEntity => modelled("UnmodifiableEntity", 400),
            Self::UnsupportedOperation => modelled("UnsupportedOperationException", 400),
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
            Self::LimitExceeded => {
                Row { query: ("LimitExceeded", 409), ..modelled("LimitExceededException", 400) }
            }
            Self::MalformedInput => framework(("SerializationException", 400), ("MalformedInput", 400)),
            Self::MalformedPolicyDocument => Row {
                query: ("MalformedPolicyDocument", 400),
                ..modelled("MalformedPolicyDocumentException", 400)
            },
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
        match self {
            Self::AccessDenied | Self::Serialization => "Message",
            _ => self.row().message_member,
        }
    }
}
