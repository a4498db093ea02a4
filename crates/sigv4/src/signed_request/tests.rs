use super::*;
use crate::tests::fixture::{Request, TOKEN, rules};
use crate::{ClockSkew, MalformedRequest, Protocol};

fn text(request: &Request) -> String {
    request.check(&rules()).unwrap_err().message(Protocol::Json).unwrap()
}

fn replace(request: &mut Request, from: &str, to: &str) {
    let header = String::from_utf8(request.header("authorization").clone()).unwrap();
    assert!(header.contains(from), "{header}");
    *request.header("authorization") = header.replace(from, to).into();
}

/// Expects an error of a request, then repairs what it is about: the next one shows, and so the order.
fn step(request: &mut Request, expected: &str, repair: impl Fn(&mut Request)) {
    assert_eq!(text(request), expected);
    repair(request);
}

#[test]
fn header_errors_come_in_order_until_the_parameters() {
    let request =
        &mut Request { method: "P T".into(), path: "/..".into(), query: "a=%".into(), ..Request::json() };
    request.add("Authorization", "Basic");
    let malformed = |error: MalformedRequest| error.to_string();
    step(request, &malformed(MalformedRequest::Method), |request| request.method = "POST".into());
    step(request, &malformed(MalformedRequest::PathAboveRoot), |request| request.path = "/".into());
    step(request, &malformed(MalformedRequest::QueryEscape), |request| {
        request.query = "X-Amz-Algorithm".into()
    });
    let both = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
    step(request, both, |request| request.query.clear());
    let missing = "Request is missing Authentication Token";
    step(request, missing, |request| request.set("Authorization", "AWS4-OTHER Credential"));
    let pair =
        "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-OTHER'.";
    step(request, pair, |request| request.set("Authorization", "AWS4-OTHER Signature=0"));
    let parameters = "Authorization header requires 'Credential' parameter. Authorization header requires \
                      'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or \
                      a 'Date' header. Authorization=AWS4-OTHER";
    step(request, parameters, |request| request.set("X-Amz-Date", "2015"));
    assert!(!text(request).contains("'X-Amz-Date'"));
}

#[test]
fn header_errors_come_in_order_until_the_scope() {
    let request = &mut Request::json();
    request.add("X-Amz-Date", "2015");
    request.add("Authorization", "AWS4-OTHER Credential=a/b/c/d,SignedHeaders=x-amz-date,Signature=0");
    let basic =
        "Date must be in ISO-8601 'basic format'. Got '2015'. See http://en.wikipedia.org/wiki/ISO_8601";
    step(request, basic, |request| request.set("X-Amz-Date", "20150830T123059Z"));
    let expired = "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z (20150830T123600Z - 5 min.)";
    step(request, expired, |request| request.set("X-Amz-Date", "20150830T124101Z"));
    let early = "Signature not yet current: 20150830T124101Z is still later than 20150830T124100Z \
                 (20150830T123600Z + 5 min.)";
    step(request, early, |request| request.set("X-Amz-Date", "20150830T123600Z"));
    let host = "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
    step(request, host, |request| replace(request, "=x-amz-date", "=host;x-amz-date"));
    let algorithm = "Unsupported AWS 'algorithm': 'AWS4-OTHER' (only AWS4-HMAC-SHA256 for now). ";
    step(request, algorithm, |request| replace(request, "AWS4-OTHER", "AWS4-HMAC-SHA256"));
    let five = "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'";
    step(request, five, |request| replace(request, "a/b/c/d", "a/b/c/d/e"));
    let scope = "Credential should be scoped to a valid region, not 'c'. Credential should be scoped to correct \
                 service: 'service'. Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. Date \
                 in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != \
                 '20150830', from '20150830T123600Z'.";
    assert_eq!(text(request), scope);
}

#[test]
fn header_errors_come_in_order_until_the_signature() {
    let request = &mut Request::json();
    request.add("X-Amz-Date", "20150830T123600Z");
    request.add("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
    request.add(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=a/20150830/us-east-1/service/iam_request,SignedHeaders=host;x-absent,Signature=0",
    );
    let scope = "Credential should be scoped with a valid terminator: 'aws4_request', not 'iam_request'.";
    step(request, scope, |request| replace(request, "iam_request", "aws4_request"));
    let must = |name| format!("'{name}' must be a 'SignedHeader' in the AWS Authorization.");
    step(request, &must("content-type"), |request| replace(request, "=host", "=content-type;host"));
    step(request, &must("x-amz-target"), |request| replace(request, "x-absent", "x-absent;x-amz-target"));
    step(request, &must("x-amz-date"), |request| replace(request, ";x-amz-t", ";x-amz-date;x-amz-t"));
    let all = "x-absent;x-amz-content-sha256;";
    step(request, &must("x-amz-content-sha256"), |request| replace(request, "x-absent;", all));
    let payload = "x-amz-content-sha256 must be the SHA-256 of the body, not 'UNSIGNED-PAYLOAD'.";
    let hash = hex::encode(seal::sha256(&[&request.body]));
    step(request, payload, |request| request.set("x-amz-content-sha256", &hash));
    // The access key comes before the signature, and before a header that is signed but absent.
    let unknown = "The security token included in the request is invalid.";
    step(request, unknown, |request| replace(request, "=a/2015", "=AKIDEXAMPLE/2015"));
    assert_eq!(request.check(&rules()), Err(AuthError::SignatureMismatch));
}

#[test]
fn query_errors_come_in_order() {
    let mut request = Request { query: "X-Amz-Algorithm".into(), ..Request::identity() };
    let step = |request: &mut Request, expected: &str, addition: &str| {
        assert_eq!(text(request), expected);
        request.query.push_str(addition);
    };
    let request = &mut request;
    let must = |name: &str| format!("AWS query-string parameters must include '{name}'. ");
    let all = ["Algorithm", "Credential", "Signature", "SignedHeaders", "Date"]
        .map(|name| must(&format!("X-Amz-{name}")));
    let end = "Re-examine the query-string parameters.";
    step(request, &format!("{}{end}", all.concat()), "=AWS4-OTHER");
    step(
        request,
        &format!("{}{end}", all[1..].concat()),
        "&X-Amz-Credential=a&X-Amz-Signature=0&X-Amz-SignedHeaders=x",
    );
    step(request, &format!("{}{end}", all[4]), "&X-Amz-Date=2015-08-30T12:36:00Z&X-Amz-Expires=0");
    let text = "Date must be in ISO-8601 'basic format'. Got '2015-08-30T12:36:00Z'. See http://en.wikipedia.org/wiki/ISO_8601";
    step(request, text, "");
    request.query = request.query.replace("2015-08-30T12:36:00Z", "20150830T123600Z");
    step(request, "X-Amz-Expires must be a number of seconds from 1 to 604800, got '0'.", "00");
    step(request, "X-Amz-Expires must be a number of seconds from 1 to 604800, got '000'.", "1");
    step(request, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", "");
    request.query = request.query.replace("SignedHeaders=x", "SignedHeaders=host");
    step(request, "Unsupported AWS 'algorithm': 'AWS4-OTHER' (only AWS4-HMAC-SHA256 for now). ", "");
    request.query = request.query.replace("AWS4-OTHER", "AWS4-HMAC-SHA256");
    let text = "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a'";
    step(request, text, "");
}

/// The moments around a request's date, and whether it is good then.
fn good_at(request: &Request, skew: ClockSkew, seconds: i64) -> Result<(), AuthError> {
    let now = rules().now.saturating_add(jiff::SignedDuration::from_secs(seconds)).unwrap();
    request.check(&Rules { now, clock_skew: skew, ..rules() })
}

#[test]
fn the_window_is_inclusive_either_way() {
    let request = Request::json().signed(None);
    for (skew, seconds) in
        [(ClockSkew::DEFAULT, 300), (ClockSkew::WIDEST, 900), (ClockSkew::from_minutes(1).unwrap(), 60)]
    {
        assert_eq!(good_at(&request, skew, seconds), Ok(()));
        assert_eq!(good_at(&request, skew, -seconds), Ok(()));
        assert!(matches!(good_at(&request, skew, seconds + 1), Err(AuthError::Expired { .. })));
        assert!(matches!(good_at(&request, skew, -seconds - 1), Err(AuthError::NotYetCurrent { .. })));
    }
    assert!(ClockSkew::from_minutes(0).is_err() && ClockSkew::from_minutes(16).is_err());
}

#[test]
fn fractions_of_a_second_do_not_count() {
    let request = Request::json().signed(None);
    let now = rules().now.saturating_add(jiff::SignedDuration::from_millis(300_999)).unwrap();
    assert_eq!(request.check(&Rules { now, ..rules() }), Ok(()));
}

#[test]
fn a_presigned_request_ends_with_its_expiry() {
    let request =
        Request { query: Request::identity().presigned_query(None, 90).unwrap(), ..Request::identity() };
    let good = |seconds| good_at(&request, ClockSkew::DEFAULT, seconds);
    assert_eq!(good(89), Ok(()));
    assert_eq!(good(-300), Ok(()));
    assert!(matches!(good(-301), Err(AuthError::NotYetCurrent { .. })));
    let expired = "Signature expired: 20150830T123600Z is now earlier than 20150830T123600Z (20150830T123730Z - 90 sec.)";
    assert_eq!(good(90).unwrap_err().to_string(), expired);
    let week =
        Request { query: Request::identity().presigned_query(None, 604_800).unwrap(), ..Request::identity() };
    assert_eq!(good_at(&week, ClockSkew::DEFAULT, 604_799), Ok(()));
    assert!(good_at(&week, ClockSkew::DEFAULT, 604_800).is_err());
}

#[test]
fn an_expiry_is_a_plain_number() {
    for value in ["", "0", "604801", "+60", "-60", "60.0", "60s", "99999999999999999999", "%20", "\u{661}"] {
        let mut request = Request::identity().presigned(None);
        request.query = request.query.replace("X-Amz-Expires=900", &format!("X-Amz-Expires={value}"));
        assert!(matches!(request.check(&rules()), Err(AuthError::ExpiryMalformed { .. })), "{value}");
    }
}

/// Without an expiry a presigned request lives no longer than one signed in its headers.
#[test]
fn a_presigned_request_without_expiry_has_the_clock_skew() {
    let mut request = Request::identity().presigned(None);
    request.query = request.query.replace("&X-Amz-Expires=900", "");
    assert_eq!(good_at(&request, ClockSkew::DEFAULT, 300), Err(AuthError::SignatureMismatch));
    assert!(matches!(good_at(&request, ClockSkew::DEFAULT, 301), Err(AuthError::Expired { .. })));
}

#[test]
fn dates_in_other_notations_are_signed_in_the_basic_one() {
    let signed = Request::json().signed(None);
    let mut extended = signed.clone();
    extended.set("X-Amz-Date", "2015-08-30T12:36:00Z");
    extended.with_parts(|parts| {
        let signed = SignedRequest::parse(parts, &rules()).unwrap();
        assert!(signed.string_to_sign().starts_with("AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/"));
    });
    let mut http = signed;
    http.remove("X-Amz-Date");
    http.add("Date", "Sun, 30 Aug 2015 12:36:00 GMT");
    http.with_parts(|parts| {
        let signed = SignedRequest::parse(parts, &rules()).unwrap();
        assert_eq!(signed.date().to_string(), "20150830T123600Z");
    });
    // `X-Amz-Date` decides, even where it cannot be read.
    http.add("X-Amz-Date", "Sun, 30 Aug 2015 12:36:00 GMT");
    assert!(matches!(http.check(&rules()), Err(AuthError::DateMalformed { .. })));
}

#[test]
fn what_a_request_states() {
    for (request, form) in [
        (Request::identity().signed(Some(TOKEN)), Form::Header),
        (Request::identity().presigned(Some(TOKEN)), Form::Presigned),
    ] {
        request.with_parts(|parts| {
            let signed = SignedRequest::parse(parts, &rules()).unwrap();
            assert_eq!(signed.form(), form);
            assert_eq!(signed.access_key_id(), "AKIDEXAMPLE");
            let credential = signed.credential();
            assert_eq!(credential.as_str(), "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request");
            let scope =
                (credential.date(), credential.region(), credential.service(), credential.terminator());
            assert_eq!(scope, ("20150830", "us-east-1", "service", "aws4_request"));
            assert_eq!(signed.date().timestamp(), rules().now);
            assert_eq!(signed.security_token(), Some(TOKEN));
            assert_eq!(signed.path(), "/");
            assert_eq!(signed.canonical_request_hash().len(), 64);
        });
    }
}

#[test]
fn a_credential_has_five_parts_and_a_length() {
    for text in ["", "////", "a/b/c/d/", "/a/b/c/d"] {
        assert_eq!(Credential::parse(text).is_ok(), text.contains('/'), "{text}");
    }
    for text in ["a/b/c/d", "a/b/c/d/e/f", "a/b/c/d/e/"] {
        assert!(Credential::parse(text).is_err(), "{text}");
    }
    assert!(Credential::parse(&format!("{}/b/c/d/e", "a".repeat(504))).is_ok());
    assert!(Credential::parse(&format!("{}/b/c/d/e", "a".repeat(505))).is_err());
}
