use super::*;
use crate::tests::fixture::secret;

/// Source: AWS general reference, "Examples of how to derive a signing key for Signature Version 4".
#[test]
fn the_published_example() {
    let key = SigningKey::derive(&secret(), "20120215", "us-east-1", "iam");
    let expected = "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d";
    assert_eq!(hex::encode(key.0.expose_secret()), expected);
}

/// Source: AWS's signing test suite, `get-vanilla-with-session-token`.
#[test]
fn the_anchor_signature() {
    let key = SigningKey::derive(&secret(), "20150830", "us-east-1", "service");
    let string_to_sign = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n\
                          067b36aa60031588cea4a4cde1f21215227a047690c72247f1d70b32fbbfad2b";
    let signature = "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8";
    assert_eq!(key.sign(string_to_sign), signature.as_bytes());
}

#[test]
fn each_element_changes_the_key() {
    let key = |date, region, service| {
        hex::encode(SigningKey::derive(&secret(), date, region, service).0.expose_secret())
    };
    let keys = [
        key("20150830", "us-east-1", "kms"),
        key("20150831", "us-east-1", "kms"),
        key("20150830", "us-east-2", "kms"),
        key("20150830", "us-east-1", "sts"),
    ];
    assert_eq!(std::collections::BTreeSet::from(keys).len(), 4);
}
