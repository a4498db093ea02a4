//! Signed requests: what stands in the `Authorization` header, and in the query of a presigned request.

use jiff::Timestamp;
use sigv4::{
    AuthError, Body, ClockSkew, Header, Parts, PresignedPolicy, Protocol, Rules, SignedRequest, SigningKey,
};

/// The moment of AWS's test vectors, which the corpus shares: 2015-08-30T12:36:00Z.
const NOW_SECONDS: i64 = 1_440_938_160;

/// The header form: the first line is the header, the others are further headers, `name:value`.
pub(crate) fn header(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut lines = text.split('\n');
    let authorization = lines.next().unwrap_or_default();
    let mut headers = vec![("host", b"example.com".as_slice()), ("authorization", authorization.as_bytes())];
    headers
        .extend(lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.as_bytes())));
    check("/", "", &headers);
}

/// The query form: the first line is the query, the second the path.
pub(crate) fn presigned(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (query, path) = text.split_once('\n').unwrap_or((text, "/"));
    check(path, query, &[("host", b"example.com".as_slice())]);
}

/// Nobody signed it, so nothing verifies; each refusal can be worded, within bounds.
fn check(path: &str, query: &str, headers: &[Header<'_>]) {
    let parts = Parts { method: "GET", path, query, host: None, headers, body: Body::Bytes(b"") };
    let rules = Rules {
        now: Timestamp::from_second(NOW_SECONDS).unwrap_or_default(),
        clock_skew: ClockSkew::DEFAULT,
        presigned: PresignedPolicy::Allowed,
        service: "service",
        serves_region: &|region| region == "us-east-1",
    };
    match SignedRequest::parse(&parts, &rules) {
        Ok(request) => {
            let secret = seal::Plaintext::new(b"a secret that nobody has signed with".to_vec());
            let scope = request.credential();
            let key = SigningKey::derive(&secret, scope.date(), scope.region(), scope.service());
            assert!(request.verify(&key).is_err(), "an unsigned request was let in");
        }
        Err(error) => word(&error),
    }
}

fn word(error: &AuthError) {
    for protocol in [Protocol::Json, Protocol::Query, Protocol::RestJson] {
        let characters = error.message(protocol).map_or(0, |text| text.chars().count());
        assert!(characters < 1_500, "a refusal of {characters} characters");
    }
}
