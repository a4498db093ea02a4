use uuid::Uuid;

use super::{Code, Failure, Protocol};

fn json(failure: &Failure) -> String {
    String::from_utf8(failure.encode_json().to_vec()).unwrap()
}

#[test]
fn modelled_errors_have_a_capital_message() {
    let failure = Failure::new(
        Code::InvalidRequest,
        "You must provide a ClientRequestToken value. We recommend a UUID-type value.",
    );
    assert_eq!(
        json(&failure),
        r#"{"__type":"InvalidRequestException","Message":"You must provide a ClientRequestToken value. We recommend a UUID-type value."}"#
    );
    assert_eq!(failure.status(Protocol::Json), 400);
}

#[test]
fn framework_errors_have_a_small_message_or_none() {
    let cases = [
        (Failure::unknown_operation(), 400, r#"{"__type":"UnknownOperationException"}"#),
        (Failure::unreadable(), 400, r#"{"__type":"SerializationException"}"#),
        (
            Failure::serialization("Expected list or null"),
            400,
            r#"{"__type":"SerializationException","Message":"Expected list or null"}"#,
        ),
        (Failure::validation("1 \"x\""), 400, r#"{"__type":"ValidationException","message":"1 \"x\""}"#),
        (Failure::throttled(), 400, r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
        (Failure::new(Code::AccessDenied, "no"), 400, r#"{"__type":"AccessDeniedException","Message":"no"}"#),
        (
            Failure::new(Code::UnrecognizedClient, "no"),
            400,
            r#"{"__type":"UnrecognizedClientException","message":"no"}"#,
        ),
        (
            Failure::internal(),
            500,
            r#"{"__type":"InternalServiceError","Message":"An error occurred on the server side."}"#,
        ),
        (
            Failure::body_too_large(),
            413,
            r#"{"__type":"RequestEntityTooLargeException","message":"Problems with the request at the HTTP level. The request entity is too large."}"#,
        ),
        (
            Failure::headers_too_large(),
            431,
            r#"{"__type":"RequestHeaderSectionTooLargeException","message":"The request headers are too large."}"#,
        ),
    ];
    for (failure, status, expected) in cases {
        assert_eq!(json(&failure), expected);
        assert_eq!(failure.status(Protocol::Json), status);
    }
}

#[test]
fn codes_are_named_as_each_protocol_names_them() {
    let cases = [
        (Code::AccessDenied, ("AccessDeniedException", 400), ("AccessDenied", 403)),
        (Code::ExpiredToken, ("ExpiredTokenException", 400), ("ExpiredToken", 403)),
        (Code::IncompleteSignature, ("IncompleteSignatureException", 400), ("IncompleteSignature", 400)),
        (Code::InvalidSignature, ("InvalidSignatureException", 400), ("SignatureDoesNotMatch", 403)),
        (
            Code::MissingAuthenticationToken,
            ("MissingAuthenticationTokenException", 400),
            ("MissingAuthenticationToken", 403),
        ),
        (Code::Throttling, ("ThrottlingException", 400), ("Throttling", 400)),
        (Code::UnknownOperation, ("UnknownOperationException", 400), ("InvalidAction", 400)),
        (Code::UnrecognizedClient, ("UnrecognizedClientException", 400), ("InvalidClientTokenId", 403)),
        (Code::Validation, ("ValidationException", 400), ("ValidationError", 400)),
        (Code::DecryptionFailure, ("DecryptionFailure", 400), ("DecryptionFailure", 400)),
        (Code::ResourceNotFound, ("ResourceNotFoundException", 400), ("ResourceNotFoundException", 400)),
        (Code::ServiceUnavailable, ("ServiceUnavailable", 503), ("ServiceUnavailable", 503)),
    ];
    for (code, json, query) in cases {
        assert_eq!((code.name(Protocol::Json), code.status(Protocol::Json)), json);
        assert_eq!((code.name(Protocol::Query), code.status(Protocol::Query)), query);
    }
}

#[test]
fn a_query_failure_is_an_escaped_document() {
    let failure = Failure::new(Code::AccessDenied, "a <b> & \"c\"\u{1}");
    let document = failure.encode_xml("https://sts.amazonaws.com/doc/2011-06-15/", Uuid::nil());
    assert_eq!(
        document,
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
         <Code>AccessDenied</Code><Message>a &lt;b&gt; &amp; &quot;c&quot;\u{fffd}</Message></Error>\
         <RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>"
    );
    assert!(
        Failure::internal()
            .encode_xml("n", Uuid::nil())
            .contains("<Type>Receiver</Type><Code>InternalFailure<")
    );
}
