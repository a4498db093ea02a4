use super::*;
use crate::MalformedRequest;

const INVALID: [&str; 3] =
    ["InvalidSignatureException", "SignatureDoesNotMatch", "InvalidSignatureException"];
const INCOMPLETE: [&str; 3] =
    ["IncompleteSignatureException", "IncompleteSignature", "IncompleteSignatureException"];
const MISSING: [&str; 3] = [
    "MissingAuthenticationTokenException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
];
const UNKNOWN: [&str; 3] =
    ["UnrecognizedClientException", "InvalidClientTokenId", "UnrecognizedClientException"];
const EXPIRED: [&str; 3] = ["ExpiredTokenException", "ExpiredToken", "ExpiredTokenException"];

const DENIED: [u16; 3] = [400, 403, 403];
const MALFORMED: [u16; 3] = [400, 400, 403];

const PROTOCOLS: [Protocol; 3] = [Protocol::Json, Protocol::Query, Protocol::RestJson];

fn date(text: &str) -> RequestDate {
    RequestDate::from_basic(text).unwrap()
}

fn check(error: AuthError, codes: [&str; 3], statuses: [u16; 3], text: &str) {
    assert_eq!(PROTOCOLS.map(|protocol| error.code(protocol)), codes, "{error:?}");
    assert_eq!(PROTOCOLS.map(|protocol| error.status(protocol)), statuses, "{error:?}");
    for protocol in PROTOCOLS {
        assert_eq!(error.message(protocol).as_deref(), Some(text));
    }
}

#[test]
fn no_credentials() {
    check(AuthError::MissingAuthenticationToken, MISSING, DENIED, "Request is missing Authentication Token");
}

#[test]
fn unknown_keys_and_tokens() {
    let text = "The security token included in the request is invalid.";
    check(AuthError::UnknownAccessKey, UNKNOWN, DENIED, text);
    let text = "The security token included in the request is invalid";
    check(AuthError::TokenInvalid, UNKNOWN, DENIED, text);
    let text = "The security token included in the request is expired";
    check(AuthError::TokenExpired, EXPIRED, DENIED, text);
}

#[test]
fn wrong_signatures() {
    let mismatch = "The request signature we calculated does not match the signature you provided. Check your AWS \
                    Secret Access Key and signing method. Consult the service documentation for details.";
    check(AuthError::SignatureMismatch, INVALID, DENIED, mismatch);
    check(AuthError::PayloadMismatch, INVALID, DENIED, mismatch);
    let text = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
    check(AuthError::BothForms, INVALID, DENIED, text);
    let text = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    check(AuthError::HostUnsigned, INVALID, DENIED, text);
    let text = "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.";
    check(AuthError::HeaderUnsigned { name: "x-amz-target".into() }, INVALID, DENIED, text);
    let text = "x-amz-content-sha256 must be the SHA-256 of the body, not 'UNSIGNED-PAYLOAD'.";
    check(AuthError::PayloadUnsigned { got: "UNSIGNED-PAYLOAD".into() }, INVALID, DENIED, text);
}

#[test]
fn times() {
    let window = Window(SignedDuration::from_mins(5));
    let now = date("20251106T132608Z");
    let expired = AuthError::Expired {
        requested: date("20251106T131000Z"),
        bound: date("20251106T132108Z"),
        now,
        window,
    };
    let text = "Signature expired: 20251106T131000Z is now earlier than 20251106T132108Z \
                (20251106T132608Z - 5 min.)";
    check(expired, INVALID, DENIED, text);
    let requested = date("20251106T134000Z");
    let early = AuthError::NotYetCurrent { requested, bound: date("20251106T133108Z"), now, window };
    let text = "Signature not yet current: 20251106T134000Z is still later than 20251106T133108Z \
                (20251106T132608Z + 5 min.)";
    check(early, INVALID, DENIED, text);
    assert_eq!(Window(SignedDuration::from_secs(90)).to_string(), "90 sec");
    assert_eq!(Window(SignedDuration::from_secs(900)).to_string(), "15 min");
}

#[test]
fn scopes() {
    let all = ScopeFailures {
        region: Some("c".into()),
        service: Some("dynamodb".into()),
        terminator: Some("e".into()),
        date: Some(("b".into(), date("20130609T095204Z"))),
    };
    let text = "Credential should be scoped to a valid region, not 'c'. \
                Credential should be scoped to correct service: 'dynamodb'. \
                Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. \
                Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
                'b' != '20130609', from '20130609T095204Z'.";
    check(AuthError::Scope(Box::new(all)), INVALID, DENIED, text);
    let one = ScopeFailures { service: Some("kms".into()), ..ScopeFailures::default() };
    let text = "Credential should be scoped to correct service: 'kms'.";
    check(AuthError::Scope(Box::new(one)), INVALID, DENIED, text);
}

#[test]
fn incomplete_signatures() {
    let algorithm = "AWS4-HMAC-SHA256".to_owned();
    let missing = vec!["Credential", "Signature", "SignedHeaders", "X-Amz-Date"];
    let text = "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' \
                parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires \
                existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256";
    let error = AuthError::HeaderParametersMissing { missing, algorithm: algorithm.clone() };
    check(error, INCOMPLETE, MALFORMED, text);
    let missing =
        vec!["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];
    let text = "AWS query-string parameters must include 'X-Amz-Algorithm'. AWS query-string parameters must include \
                'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string \
                parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. \
                Re-examine the query-string parameters.";
    check(AuthError::QueryParametersMissing { missing }, INCOMPLETE, MALFORMED, text);
    let text = "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: \
                'AWS4-HMAC-SHA256'.";
    check(AuthError::NotKeyValue { piece: "Credential".into(), algorithm }, INCOMPLETE, MALFORMED, text);
    let text =
        "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601";
    check(AuthError::DateMalformed { got: "201".into() }, INCOMPLETE, MALFORMED, text);
    let text = "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'";
    check(AuthError::CredentialMalformed { got: "a/b/c/d".into() }, INCOMPLETE, MALFORMED, text);
    let text = "X-Amz-Expires must be a number of seconds from 1 to 604800, got '0'.";
    check(AuthError::ExpiryMalformed { got: "0".into() }, INCOMPLETE, MALFORMED, text);
    let text = "'x-amz-date' must not occur more than once.";
    check(AuthError::Duplicate { name: "x-amz-date".into() }, INCOMPLETE, MALFORMED, text);
    let text = "Authorization header must be printable ASCII of at most 8192 characters.";
    check(AuthError::AuthorizationUnreadable, INCOMPLETE, MALFORMED, text);
    let text = "This service does not accept query-string authentication. Sign the request in an Authorization header.";
    check(AuthError::PresignedRefused, INCOMPLETE, MALFORMED, text);
    let text = "Relative path entry '..' navigates above root.";
    check(AuthError::Malformed(MalformedRequest::PathAboveRoot), INCOMPLETE, MALFORMED, text);
}

#[test]
fn the_json_front_ends_word_the_algorithm_differently() {
    let error = AuthError::AlgorithmUnsupported { algorithm: "AWS4-HMAC-SHA25".into() };
    let text = "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25'";
    let json = format!("{text} (only AWS4-HMAC-SHA256 for now). ");
    assert_eq!(error.message(Protocol::Json), Some(json));
    assert_eq!(error.message(Protocol::Query), Some(format!("{text}.")));
    assert_eq!(error.message(Protocol::RestJson), Some(format!("{text}.")));
    assert_eq!(PROTOCOLS.map(|protocol| error.code(protocol)), INCOMPLETE);
    assert_eq!(PROTOCOLS.map(|protocol| error.status(protocol)), MALFORMED);
}

#[test]
fn echoes_are_short() {
    assert_eq!(AuthError::echo(&"é".repeat(1_000)), "é".repeat(ECHO_CHARS_MAX));
    assert_eq!(AuthError::echo_algorithm("AWS4-HMAC-SHA256Signature=abc"), "AWS4-HMAC-SHA256Signature");
    assert_eq!(AuthError::echo_algorithm("AWS4-ECDSA-P256-SHA256"), "AWS4-ECDSA-P256-SHA256");
    assert_eq!(AuthError::echo_algorithm(&"A".repeat(100)).len(), ALGORITHM_ECHO_CHARS_MAX);
}
