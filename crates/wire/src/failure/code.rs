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

macro_rules! codes {
    ($($code:ident: $row:expr, $doc:literal;)+) => {
        /// What went wrong, as a client may branch on it.
        ///
        /// Source: the errors of each operation in the API references of Secrets Manager, KMS, IAM and STS; AWS common
        /// errors.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = $doc] $code,)+
        }

        impl Code {
            const fn row(self) -> Row {
                match self {
                    $(Self::$code => $row,)+
                }
            }
        }
    };
}

// Secrets Manager answers each of the caller's errors with 400, `ResourceNotFoundException` and
// `AccessDeniedException` included; Query services follow HTTP more closely.
codes! {
    AccessDenied: framework(("AccessDeniedException", 400), ("AccessDenied", 403)), "No policy allows the call, or one denies it.";
    AlreadyExists: lower("AlreadyExistsException", 400), "There is an alias of that name.";
    Conflict: lower("ConflictException", 400), "Something else is being done to the key.";
    DecryptionFailure: modelled("DecryptionFailure", 400), "The value cannot be decrypted with its key.";
    DeleteConflict: modelled("DeleteConflict", 409), "Something still hangs on what is to be deleted.";
    Disabled: lower("DisabledException", 400), "The key is disabled.";
    DryRunOperation: lower("DryRunOperationException", 400), "The call would have succeeded, and was only to be tried.";
    EncryptionFailure: modelled("EncryptionFailure", 400), "The value cannot be encrypted with its key.";
    EntityAlreadyExists: modelled("EntityAlreadyExists", 409), "There is an identity of that name.";
    ExpiredIdentityToken: modelled("ExpiredTokenException", 400), "The provider's token has expired.";
    ExpiredToken: framework(("ExpiredTokenException", 400), ("ExpiredToken", 403)), "The session's credentials have expired.";
    IdpCommunicationError: modelled("IDPCommunicationError", 400), "The provider could not be asked.";
    IdpRejectedClaim: modelled("IDPRejectedClaim", 403), "The provider's token claims what is refused.";
    IncompleteSignature: framework(("IncompleteSignatureException", 400), ("IncompleteSignature", 400)), "The signature's parts are incomplete or malformed.";
    IncorrectKey: lower("IncorrectKeyException", 400), "The ciphertext is another key's.";
    InternalServiceError: Row { query: ("InternalFailure", 500), ..modelled("InternalServiceError", 500) }, "The server failed.";
    InvalidAliasName: lower("InvalidAliasNameException", 400), "The name is none for an alias.";
    InvalidArn: lower("InvalidArnException", 400), "The ARN is malformed, or names something else.";
    InvalidCiphertext: lower("InvalidCiphertextException", 400), "The ciphertext does not open.";
    InvalidGrantId: lower("InvalidGrantIdException", 400), "There is no such grant.";
    InvalidGrantToken: lower("InvalidGrantTokenException", 400), "The grant token is none of ours.";
    InvalidIdentityToken: modelled("InvalidIdentityToken", 400), "The provider's token is not accepted.";
    InvalidInput: modelled("InvalidInput", 400), "A parameter has a value that IAM refuses.";
    InvalidKeyUsage: lower("InvalidKeyUsageException", 400), "The key is for something else.";
    InvalidMarker: lower("InvalidMarkerException", 400), "The paging marker is not one that was handed out.";
    InvalidNextToken: modelled("InvalidNextTokenException", 400), "The paging token is not one that was handed out.";
    InvalidParameter: modelled("InvalidParameterException", 400), "A parameter has a value that the operation refuses.";
    InvalidRequest: modelled("InvalidRequestException", 400), "The secret's state does not allow the call.";
    InvalidSignature: framework(("InvalidSignatureException", 400), ("SignatureDoesNotMatch", 403)), "The signature, its time or its scope is wrong.";
    KeyNotFound: lower("NotFoundException", 400), "There is no such key or alias.";
    KmsInvalidState: lower("KMSInvalidStateException", 400), "The key's state does not allow the call.";
    LimitExceeded: Row { query: ("LimitExceeded", 409), ..modelled("LimitExceededException", 400) }, "A quota is reached.";
    MalformedInput: framework(("SerializationException", 400), ("MalformedInput", 400)), "A Query parameter has a text that is no value of its type.";
    MalformedPolicyDocument: Row { query: ("MalformedPolicyDocument", 400), ..modelled("MalformedPolicyDocumentException", 400) }, "The resource policy is not well-formed.";
    MissingAction: framework(("MissingAction", 400), ("MissingAction", 400)), "A Query request names no action.";
    MissingAuthenticationToken: framework(("MissingAuthenticationTokenException", 400), ("MissingAuthenticationToken", 403)), "The request carries no credentials.";
    NoSuchEntity: modelled("NoSuchEntity", 404), "There is no such identity.";
    NotAuthorized: lower("NotAuthorizedException", 400), "The name is kept for AWS.";
    OpenIdIdpCommunicationError: modelled("OpenIdIdpCommunicationError", 400), "The provider could not be asked when it was registered.";
    PackedPolicyTooLarge: modelled("PackedPolicyTooLarge", 400), "The session's policies and tags are too large.";
    PolicyNotAttachable: modelled("PolicyNotAttachable", 400), "The policy cannot be attached.";
    PreconditionNotMet: modelled("PreconditionNotMetException", 400), "A condition of the operation is not met.";
    PublicPolicy: modelled("PublicPolicyException", 400), "The resource policy grants broad access.";
    RequestEntityTooLarge: framework(("RequestEntityTooLargeException", 413), ("RequestEntityTooLarge", 413)), "The request's body is too large.";
    RequestHeadersTooLarge: framework( ("RequestHeaderSectionTooLargeException", 431), ("RequestHeaderSectionTooLarge", 431), ), "The request's headers are too large.";
    ResourceExists: modelled("ResourceExistsException", 400), "The name or the token is already in use.";
    ResourceNotFound: modelled("ResourceNotFoundException", 400), "There is no such secret or version.";
    Serialization: framework(("SerializationException", 400), ("MalformedQueryString", 404)), "The body cannot be read.";
    ServiceUnavailable: framework(("ServiceUnavailable", 503), ("ServiceUnavailable", 503)), "The server is sealed or starting.";
    Tag: lower("TagException", 400), "A key's tag is refused.";
    Throttling: framework(("ThrottlingException", 400), ("Throttling", 400)), "Too many calls.";
    UnknownOperation: framework(("UnknownOperationException", 400), ("InvalidAction", 400)), "The operation is not served.";
    UnmodifiableEntity: modelled("UnmodifiableEntity", 400), "The identity cannot be changed.";
    UnrecognizedClient: framework(("UnrecognizedClientException", 400), ("InvalidClientTokenId", 403)), "The access key or the session token is not known.";
    UnsupportedOperation: modelled("UnsupportedOperationException", 400), "The operation does not fit the key.";
    Validation: framework(("ValidationException", 400), ("ValidationError", 400)), "A member does not satisfy the model's constraints.";
}

impl Code {
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
        if matches!(self, Self::AccessDenied | Self::Serialization) {
            return "Message";
        }
        self.row().message_member
    }
}
