use super::*;
use crate::tests::fixture::Request;

fn limits(change: impl Fn(&mut Request)) -> Result<(), MalformedRequest> {
    let mut request = Request::json();
    change(&mut request);
    request.with_parts(|parts| parts.check_limits())
}

#[test]
fn what_is_just_within_the_limits_passes() {
    let padding = |request: &Request| {
        let used: usize = request.headers.iter().map(|(name, value)| name.len() + value.len()).sum();
        HEADER_BYTES_MAX - used - 1
    };
    assert_eq!(limits(|request| request.method = "A".repeat(METHOD_BYTES_MAX)), Ok(()));
    assert_eq!(limits(|request| request.path = "a".repeat(PATH_BYTES_MAX)), Ok(()));
    assert_eq!(limits(|request| request.query = "a".repeat(QUERY_BYTES_MAX)), Ok(()));
    assert_eq!(
        limits(|request| (request.headers.len()..HEADERS_MAX).for_each(|_| request.add("a", ""))),
        Ok(())
    );
    assert_eq!(limits(|request| request.add("a", &"a".repeat(padding(request)))), Ok(()));
    let over = limits(|request| request.add("a", &"a".repeat(padding(request) + 1)));
    assert_eq!(over, Err(MalformedRequest::HeadersTooLarge));
}

#[test]
fn a_method_is_a_token() {
    for method in ["", " ", "GET ", "GET\n", "G T", "G(T", "GÉT", "\u{0}"] {
        assert_eq!(
            limits(|request| request.method = method.into()),
            Err(MalformedRequest::Method),
            "{method:?}"
        );
    }
}

#[test]
fn there_is_one_host() {
    assert_eq!(
        limits(|request| request.add("HOST", "secretsmanager.us-east-1.amazonaws.com")),
        Err(MalformedRequest::Host)
    );
    assert_eq!(limits(|request| request.host = Some("elsewhere".into())), Err(MalformedRequest::Host));
    assert_eq!(
        limits(|request| request.host = Some("secretsmanager.us-east-1.amazonaws.com".into())),
        Ok(())
    );
    assert_eq!(limits(|request| request.remove("host")), Ok(()));
}

#[test]
fn the_authority_is_the_signed_host() {
    let mut request = Request::json();
    request.remove("host");
    request.host = Some("example.com:9361".into());
    request.with_parts(|parts| {
        assert_eq!(parts.signed_values("host").collect::<Vec<_>>(), [b"example.com:9361"]);
        assert_eq!(parts.signed_values("user-agent").collect::<Vec<_>>(), [b"test/1.0"]);
        assert_eq!(parts.signed_values("absent").count(), 0);
    });
}

#[test]
fn a_header_that_may_stand_once_stands_once() {
    let mut request = Request::json();
    request.add("x-once", " value\t");
    request.add("x-twice", "1");
    request.add("X-Twice", "1");
    request.with_parts(|parts| {
        assert_eq!(parts.once("x-once"), Ok(Some(b"value".as_slice())));
        assert_eq!(parts.once("x-never"), Ok(None));
        assert_eq!(parts.once("x-twice"), Err("x-twice"));
    });
}

#[test]
fn a_body_may_come_as_its_hash() {
    let hash = seal::sha256(&[b"body"]);
    assert_eq!(Body::Bytes(b"body").sha256(), hash);
    assert_eq!(Body::Sha256(hash).sha256(), hash);
}
