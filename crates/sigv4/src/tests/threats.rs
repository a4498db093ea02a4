//! The classes of flaw that peers of this project had to publish, and that this crate could have.

use proptest::prelude::*;

use super::fixture::{ID, Request, TOKEN, rules, secret};
use super::generated::{Oddities, request};
use crate::{AuthError, MalformedRequest, PresignedPolicy, Protocol, Rules, SignedRequest, SigningKey};

/// The path that was signed, and the hash of the canonical request.
fn seen(request: &Request) -> (String, String) {
    request.with_parts(|parts| {
        let signed = SignedRequest::parse(parts, &rules()).unwrap();
        (signed.path().to_owned(), signed.canonical_request_hash().to_owned())
    })
}

fn at(path: &str) -> Request {
    Request { path: path.to_owned(), ..Request::json() }.signed(None)
}

#[test]
fn cve_class_01_path_canonicalisation_has_one_form() {
    // All that shares a signature is shown to the router as one path.
    for path in ["/a/b", "//a/b", "/a//b", "/./a/b", "/a/./b", "/a/x/../b", "/x/../a/b", "/x/y/../../a/b"] {
        assert_eq!(seen(&at(path)), seen(&at("/a/b")), "{path}");
        assert_eq!(seen(&at(path)).0, "/a/b");
    }
    // What differs has another signature: nothing is unfolded twice, nothing is folded in case.
    let paths = [
        "/a/b",
        "/a/b/",
        "/a%2Fb",
        "/a%2fb",
        "/a/%62",
        "/A/b",
        "/a/b%00",
        "/x/%2e%2e/a/b",
        "/a/b/%2E",
        "/a/b;x",
        "/a\\b",
    ];
    let hashes: std::collections::BTreeSet<_> = paths.map(|path| seen(&at(path)).1).into();
    assert_eq!(hashes.len(), paths.len());
    for (path, hash) in paths.map(|path| (path, seen(&at(path)).1)) {
        for other in paths.into_iter().filter(|other| *other != path) {
            let moved = Request { path: other.to_owned(), ..at(path) };
            assert!(!moved.accepted(), "{path} as {other}, {hash}");
        }
    }
}

#[test]
fn cve_class_01_path_canonicalisation_stays_below_the_root() {
    for path in ["/..", "/../a", "/a/../..", "/a/../../b", "/./../a", "//.."] {
        let request = Request { path: path.to_owned(), ..Request::json().signed(None) };
        assert_eq!(
            request.check(&rules()),
            Err(AuthError::Malformed(MalformedRequest::PathAboveRoot)),
            "{path}"
        );
    }
    for path in ["*", "a", "example.com:443", "http://example.com/"] {
        let request = Request { path: path.to_owned(), ..Request::json().signed(None) };
        assert_eq!(
            request.check(&rules()),
            Err(AuthError::Malformed(MalformedRequest::PathNotAbsolute)),
            "{path}"
        );
    }
}

proptest! {
    /// What is decided about a request is decided the same about its canonical form.
    #[test]
    fn cve_class_01_path_canonicalisation_is_settled_at_once((request, token) in request(Oddities::ALL)) {
        let signed = request.signed(token.as_deref());
        let (path, hash) = seen(&signed);
        let settled = Request { path: path.clone(), ..signed };
        prop_assert_eq!(seen(&settled), (path, hash));
        prop_assert!(settled.accepted());
    }
}

/// An identity proof is a signed request that a stranger relays. What he could add must be signed or mean nothing.
#[test]
fn cve_class_04_a_relayed_identity_is_for_one_host() {
    for proof in [Request::identity().signed(None), Request::identity().presigned(None)] {
        assert!(proof.accepted());
        let mut elsewhere = proof.clone();
        elsewhere.set("host", "sts.example.com");
        assert_eq!(elsewhere.check(&rules()), Err(AuthError::SignatureMismatch));
        let mut port = proof.clone();
        port.set("host", "sts.amazonaws.com:443");
        assert_eq!(port.check(&rules()), Err(AuthError::SignatureMismatch));
        let mut nowhere = proof.clone();
        nowhere.remove("host");
        assert_eq!(nowhere.check(&rules()), Err(AuthError::SignatureMismatch));

        // Two hosts: one for the signature, one for whoever reads the other.
        let twice = Err(AuthError::Malformed(MalformedRequest::Host));
        let mut two = proof.clone();
        two.add("Host", "evil.example.com");
        assert_eq!(two.check(&rules()), twice);
        let authority = Request { host: Some("evil.example.com".into()), ..proof.clone() };
        assert_eq!(authority.check(&rules()), twice);
        // The same host in both places of HTTP/2 is one host.
        assert!(Request { host: Some("sts.amazonaws.com".into()), ..proof.clone() }.accepted());
        let mut http2 = Request { host: Some("sts.amazonaws.com".into()), ..proof };
        http2.remove("host");
        assert!(http2.accepted());
    }
}

#[test]
fn cve_class_04_a_host_that_is_not_signed_is_not_trusted() {
    let mut header = Request::json().signed(None);
    let text = String::from_utf8(header.header("authorization").clone()).unwrap();
    *header.header("authorization") = text.replace("content-type;host;", "content-type;").into();
    assert_eq!(header.check(&rules()), Err(AuthError::HostUnsigned));
    let mut query = Request::identity().presigned(None);
    query.query = query.query.replace("SignedHeaders=host", "SignedHeaders=date");
    assert_eq!(query.check(&rules()), Err(AuthError::HostUnsigned));
}

#[test]
fn cve_class_04_headers_that_mean_something_must_be_signed() {
    for name in ["X-Amz-Target", "x-amz-security-token", "X-AMZ-CONTENT-SHA256", "x-amz-anything"] {
        let unsigned = Err(AuthError::HeaderUnsigned { name: name.to_ascii_lowercase() });
        for mut request in [Request::identity().signed(None), Request::identity().presigned(None)] {
            request.add(name, "x");
            assert_eq!(request.check(&rules()), unsigned, "{name}");
        }
    }
    let mut header = Request::identity().signed(None);
    header.add("Content-Type", "application/json");
    assert_eq!(header.check(&rules()), Err(AuthError::HeaderUnsigned { name: "content-type".into() }));
    // Whoever sends a presigned request cannot help that his client names itself and the type of its empty body.
    let mut presigned = Request::identity().presigned(None);
    presigned.add("Content-Type", "application/x-www-form-urlencoded");
    presigned.add("x-amz-user-agent", "somebody/1.0");
    assert!(presigned.accepted());
}

#[test]
fn cve_class_04_no_second_list_of_signed_headers_gives_the_same_signature() {
    let good = Request::json().signed(None);
    let list = "content-type;host;x-amz-date;x-amz-target";
    for other in [
        "host;content-type;x-amz-date;x-amz-target",
        "content-type;host;host;x-amz-date;x-amz-target",
        "Content-Type;host;x-amz-date;x-amz-target",
        "content-type;host;x-amz-date;x-amz-target;",
        ";content-type;host;x-amz-date;x-amz-target",
        "content-type;host;x-amz-date;x-amz-target:1",
    ] {
        let mut bad = good.clone();
        let text = String::from_utf8(bad.header("authorization").clone()).unwrap();
        assert!(text.contains(list), "{text}");
        *bad.header("authorization") = text.replace(list, other).into();
        assert_eq!(
            bad.check(&rules()),
            Err(AuthError::Malformed(MalformedRequest::SignedHeaders)),
            "{other}"
        );
    }
}

#[test]
fn cve_class_04_an_absent_header_is_not_an_empty_one() {
    let mut request = Request::json();
    request.add("x-condition", "");
    let mut stripped = request.signed(None);
    assert!(stripped.accepted());
    stripped.remove("x-condition");
    assert_eq!(stripped.check(&rules()), Err(AuthError::SignatureMismatch));
}

#[test]
fn cve_class_04_each_form_has_its_own_places() {
    // A token, date or signature in the other form's place is not read.
    let mut presigned = Request::identity();
    presigned.add("X-Amz-Security-Token", TOKEN);
    let expected = Err(MalformedRequest::AlreadySigned);
    assert_eq!(presigned.presigned_query(None, 900), expected);
    let mut header = Request::identity();
    header.query.push_str("&X-Amz-Security-Token=AAAA&X-Amz-Date=20200101T000000Z");
    header.signed(None).with_parts(|parts| {
        let signed = SignedRequest::parse(parts, &rules()).unwrap();
        assert_eq!(signed.security_token(), None);
        assert_eq!(signed.date().to_string(), "20150830T123600Z");
    });
    // In the header form a parameter called like a signature is covered as any other.
    let mut added = Request::identity().signed(None);
    added.query.push_str("&X-Amz-Signature=00");
    assert_eq!(added.check(&rules()), Err(AuthError::SignatureMismatch));
}

#[test]
fn cve_class_04_bodies_must_be_signed() {
    for value in
        ["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"]
    {
        let mut request = Request::json();
        request.add("x-amz-content-sha256", value);
        let refused = Err(AuthError::PayloadUnsigned { got: value.to_owned() });
        assert_eq!(request.signed(None).check(&rules()), refused);
        assert_eq!(request.presigned(None).check(&rules()), refused);
    }
    let empty = hex::encode(seal::sha256(&[]));
    for value in [&empty, "", "0", "e3b0"] {
        let mut request = Request::json();
        request.add("x-amz-content-sha256", value);
        assert_eq!(request.signed(None).check(&rules()), Err(AuthError::PayloadMismatch), "{value}");
    }
    let mut stated = Request::json();
    stated.add("x-amz-content-sha256", &hex::encode(seal::sha256(&[&stated.body])));
    assert!(stated.signed(None).accepted());
    assert!(stated.presigned(None).accepted());
}

/// Every wrong signature fails in the same way, whatever it has in common with the right one.
#[test]
fn cve_class_08_signatures_are_compared_as_a_whole() {
    let good = Request::json().signed(None);
    let text = String::from_utf8(good.clone().header("authorization").clone()).unwrap();
    let (head, signature) = text.split_once("Signature=").unwrap();
    let check = |signature: &str| {
        let mut request = good.clone();
        *request.header("authorization") = format!("{head}Signature={signature}").into();
        request.check(&rules())
    };
    assert_eq!(check(signature), Ok(()));
    for length in 1..signature.len() {
        let (first, rest) = signature.split_at(length);
        assert_eq!(check(first), Err(AuthError::SignatureMismatch), "the first {length}");
        assert_eq!(check(rest), Err(AuthError::SignatureMismatch), "all but the first {length}");
    }
    for place in 0..signature.len() {
        for other in ["0", "f", "F", "g", "\u{0}", "="] {
            let mut wrong = signature.to_owned();
            wrong.replace_range(place..=place, other);
            if wrong != signature {
                assert_eq!(check(&wrong), Err(AuthError::SignatureMismatch), "{wrong}");
            }
        }
    }
    for wrong in [signature.to_uppercase(), signature.repeat(2), format!("{signature}0"), "0".repeat(64)] {
        assert_eq!(check(&wrong), Err(AuthError::SignatureMismatch), "{wrong}");
    }
}

/// No error repeats the signature, the token or more than a little of what was sent.
#[test]
fn cve_class_10_errors_repeat_no_secret() {
    let canary = "C4NARY".repeat(2_000);
    let good = Request::json().signed(Some(TOKEN));
    let mut refused = Vec::new();
    let signed = good.headers.iter().filter(|(name, _)| name != "User-Agent");
    for (name, _) in signed {
        for value in
            ["", &canary, "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Signature=", "AWS4-HMAC-SHA256Signature="]
        {
            let mut bad = good.clone();
            *bad.header(name) = format!("{value}C4NARY").into();
            refused.push(bad.check(&rules()).unwrap_err());
        }
    }
    let signature =
        good.with_parts(|parts| SignedRequest::parse(parts, &rules()).unwrap().signature().to_owned());
    for error in refused {
        let text = error.message(Protocol::Json).unwrap();
        assert!(!text.contains(&signature) && !text.contains(TOKEN), "{text}");
        assert!(text.len() < 800, "{text}");
    }
    // The form that a server's log would show.
    good.with_parts(|parts| {
        let shown = format!("{:?}", SignedRequest::parse(parts, &rules()).unwrap());
        assert!(shown.contains(ID) && !shown.contains(TOKEN) && !shown.contains(&signature), "{shown}");
    });
}

/// Sizes are refused before anything is computed, and in whatever they are hidden.
#[test]
fn cve_class_11_budgets_hold() {
    use crate::limits::*;
    let over = |change: &dyn Fn(&mut Request), error: MalformedRequest| {
        let mut request = Request::json().signed(None);
        change(&mut request);
        assert_eq!(request.check(&rules()), Err(AuthError::Malformed(error)));
    };
    over(&|request| request.method = "A".repeat(METHOD_BYTES_MAX + 1), MalformedRequest::Method);
    over(&|request| request.method = "GET /\n".into(), MalformedRequest::Method);
    over(&|request| request.path = "/".repeat(PATH_BYTES_MAX + 1), MalformedRequest::PathTooLong);
    over(&|request| request.query = "a".repeat(QUERY_BYTES_MAX + 1), MalformedRequest::QueryTooLarge);
    over(&|request| request.query = "a&".repeat(QUERY_PARAMETERS_MAX + 1), MalformedRequest::QueryTooLarge);
    over(&|request| (0..HEADERS_MAX).for_each(|_| request.add("a", "")), MalformedRequest::HeadersTooLarge);
    over(&|request| request.add("a", &"a".repeat(HEADER_BYTES_MAX)), MalformedRequest::HeadersTooLarge);
    let many: Vec<_> = (0..=SIGNED_HEADERS_MAX).map(|index| format!("a{index:03}")).collect();
    over(
        &|request| {
            let text = String::from_utf8(request.header("authorization").clone()).unwrap();
            *request.header("authorization") =
                text.replace("content-type;host", &format!("{};content-type;host", many.join(";"))).into();
        },
        MalformedRequest::SignedHeaders,
    );
    let mut long = Request::json().signed(None);
    long.header("authorization").extend([b'0'; AUTHORIZATION_BYTES_MAX]);
    assert_eq!(long.check(&rules()), Err(AuthError::AuthorizationUnreadable));
}

#[test]
fn a_presigned_request_is_refused_unless_allowed() {
    let request = Request::json().presigned(None);
    assert!(request.accepted());
    let rules = Rules { presigned: PresignedPolicy::default(), ..rules() };
    assert_eq!(request.check(&rules), Err(AuthError::PresignedRefused));
    assert_eq!(Request::json().signed(None).check(&rules), Ok(()));
}

#[test]
fn another_secret_is_refused() {
    Request::json().signed(None).with_parts(|parts| {
        let signed = SignedRequest::parse(parts, &rules()).unwrap();
        let right = SigningKey::derive(&secret(), "20150830", "us-east-1", "service");
        assert_eq!(signed.verify(&right), Ok(()));
        let other = seal::Plaintext::new(b"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEZ".to_vec());
        let other = SigningKey::derive(&other, "20150830", "us-east-1", "service");
        assert_eq!(signed.verify(&other), Err(AuthError::SignatureMismatch));
    });
}
