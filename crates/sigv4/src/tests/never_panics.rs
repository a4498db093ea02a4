//! Whatever arrives is answered: by a value or by an error, and by an error whose text can be written.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::fixture::{Request, now, rules, secret, signer};
use crate::{Expiry, Protocol};

/// Pieces of which a hostile request may be put together, so that it comes far.
fn piece() -> impl Strategy<Value = String> {
    let known = select(vec![
        "AWS4-HMAC-SHA256",
        "AWS4-",
        " ",
        ",",
        "=",
        "/",
        "&",
        ";",
        "%",
        "%2",
        "..",
        "Credential=",
        "SignedHeaders=",
        "Signature=",
        "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request",
        "host",
        "host;x-amz-date",
        "20150830T123600Z",
        "20151330T123600Z",
        "99991231T235959Z",
        "00000101T000000Z",
        "Sun, 30 Aug 2015 12:36:00 GMT",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request",
        "X-Amz-Date=20150830T123600Z",
        "X-Amz-Expires=900",
        "X-Amz-Expires=-1",
        "X-Amz-SignedHeaders=host",
        "X-Amz-Signature=0",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![vec(piece(), 0..12).prop_map(|pieces| pieces.concat()), any::<String>()]
}

fn header() -> impl Strategy<Value = (String, Vec<u8>)> {
    let known = select(vec![
        "Authorization",
        "X-Amz-Date",
        "Date",
        "Host",
        "X-Amz-Content-Sha256",
        "X-Amz-Security-Token",
    ]);
    let name = prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()];
    let value = prop_oneof![text().prop_map(String::into_bytes), vec(any::<u8>(), 0..64)];
    (name, value)
}

prop_compose! {
    fn hostile()(
        method in prop_oneof![Just("GET".to_owned()), text()],
        path in prop_oneof![Just("/".to_owned()), text()],
        query in text(),
        host in proptest::option::of(text()),
        headers in vec(header(), 0..6),
        body in vec(any::<u8>(), 0..32),
    ) -> Request {
        Request { method, path, query, host, headers, body }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn verifying(request in hostile()) {
        let error = request.check(&rules()).expect_err("nobody signed it");
        for protocol in [Protocol::Json, Protocol::Query, Protocol::RestJson] {
            let text = error.message(protocol).unwrap();
            prop_assert!(text.chars().count() < 1_500, "{text}");
        }
    }

    #[test]
    fn signing(request in hostile(), token in proptest::option::of(text()), seconds in -400_000_000_000_i64..300_000_000_000) {
        let now = jiff::Timestamp::from_second(seconds).unwrap_or(now());
        let secret = secret();
        let signer = signer(&secret, token.as_deref());
        let expiry = Expiry::from_seconds(1).unwrap();
        let _ = request.with_parts(|parts| signer.sign_header(parts, now));
        let _ = request.with_parts(|parts| signer.presign(parts, now, expiry));
    }

    #[test]
    fn the_clock_at_the_ends_of_time(date in text(), first: bool) {
        let mut request = Request::json().signed(None);
        request.set("x-amz-date", &date);
        let now = if first { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        let error = request.check(&crate::Rules { now, ..rules() }).unwrap_err();
        prop_assert!(error.message(Protocol::Json).is_some());
    }
}
