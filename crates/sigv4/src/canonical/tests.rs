use std::borrow::Cow;

use super::*;
use crate::MalformedRequest;
use crate::limits::{QUERY_PARAMETERS_MAX, SIGNED_HEADERS_MAX};
use crate::tests::fixture::Request;

fn path(raw: &str) -> String {
    let mut out = Vec::new();
    path::write(&mut out, &normalize(raw).unwrap());
    String::from_utf8(out).unwrap()
}

#[test]
fn paths_are_normalised_and_encoded_again() {
    for (raw, canonical) in [
        ("", "/"),
        ("/", "/"),
        ("//", "/"),
        ("/.", "/"),
        ("/a/..", "/"),
        ("/a/../", "/"),
        ("/a/.", "/a/"),
        ("/a/b/..", "/a/"),
        ("/a//", "/a/"),
        ("/a/./b/../c", "/a/c"),
        ("/...", "/..."),
        ("/.a/..b", "/.a/..b"),
        ("/a b", "/a%20b"),
        ("/a%20b", "/a%2520b"),
        ("/arn%3Aaws", "/arn%253Aaws"),
        ("/é", "/%C3%A9"),
        ("/-._~", "/-._~"),
        ("/!$&'()*+,;=:@", "/%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40"),
        ("/a\n", "/a%0A"),
    ] {
        assert_eq!(path(raw), canonical, "{raw}");
    }
}

fn query(raw: &str) -> Result<String, MalformedRequest> {
    let mut out = Vec::new();
    Query::parse(raw)?.write(&mut out);
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn queries_are_decoded_encoded_and_sorted() {
    for (raw, canonical) in [
        ("", ""),
        ("&", ""),
        ("a", "a="),
        ("=", "="),
        ("=a", "=a"),
        ("a=b=c", "a=b%3Dc"),
        ("b=1&a=2", "a=2&b=1"),
        ("a=2&a=1", "a=1&a=2"),
        ("a&&b", "a=&b="),
        ("a=%3a", "a=%3A"),
        ("a=%61", "a=a"),
        ("a=é", "a=%C3%A9"),
        ("a=+%2B", "a=%20%2B"),
        ("a=%25%32%35", "a=%2525"),
        ("a=%FF%0a", "a=%FF%0A"),
        ("a=*/~", "a=%2A%2F~"),
        // Sorted by name before value, and after encoding.
        ("a%20b=1&a=1", "a=1&a%20b=1"),
        ("a-b=1&a=1", "a=1&a-b=1"),
        ("P=1&é=1", "%C3%A9=1&P=1"),
    ] {
        assert_eq!(query(raw).as_deref(), Ok(canonical), "{raw}");
    }
}

#[test]
fn queries_with_broken_escapes_are_refused() {
    for raw in ["%", "a%", "a=%2", "a=%2g", "a=%g2", "a=%%20", "a=% 20", "a=%é0", "%2&a", "a=%+2"] {
        assert_eq!(query(raw), Err(MalformedRequest::QueryEscape), "{raw}");
    }
    assert!(query(&"a&".repeat(QUERY_PARAMETERS_MAX)).is_ok());
    assert_eq!(query(&"a&".repeat(QUERY_PARAMETERS_MAX + 1)), Err(MalformedRequest::QueryTooLarge));
}

#[test]
fn parameters_are_found_decoded() {
    let query = Query::parse("X-Amz-Date=1&X%2DAmz-Date=2&X-Amz-Credential=a%2fb&b=1&b=2").unwrap();
    assert_eq!(query.get("X-Amz-Credential").as_deref(), Some("a/b"));
    assert_eq!(query.get("X-Amz-Algorithm"), None);
    // However it is spelled, a name is the same name.
    assert_eq!(query.repeated("X-Amz-"), Some("X-Amz-Date"));
    assert_eq!(query.repeated("c"), None);
    assert_eq!(query.repeated("b"), Some("b"));
    assert!(query.any("X-Amz-") && !query.any("x-amz-"));
}

fn header_block(list: &str, headers: &[(&str, &str)]) -> String {
    let mut request = Request::json();
    request.headers.clear();
    headers.iter().for_each(|(name, value)| request.add(name, value));
    let mut out = Vec::new();
    let list = SignedHeaders::parse(Cow::Borrowed(list)).unwrap();
    request.with_parts(|parts| list.write(&mut out, parts));
    String::from_utf8(out).unwrap()
}

#[test]
fn headers_are_trimmed_collapsed_and_joined() {
    for (values, line) in [
        (&["a"][..], "x:a\n"),
        (&[""], "x:\n"),
        (&["  a  b\t\tc \t"], "x:a b c\n"),
        (&["\"a  b\""], "x:\"a b\"\n"),
        (&["a\r\n  b\r\n\tc"], "x:a b c\n"),
        (&["a\nhost:evil"], "x:a host:evil\n"),
        (&["b", "a", "b"], "x:b,a,b\n"),
        (&[" ", ""], "x:,\n"),
    ] {
        let headers: Vec<_> = values.iter().map(|value| ("X", *value)).collect();
        assert_eq!(header_block("x", &headers), line, "{values:?}");
    }
}

#[test]
fn lists_of_signed_headers_have_one_form() {
    let parse =
        |list: &str| SignedHeaders::parse(Cow::Owned(list.to_owned())).map(|list| list.as_str().to_owned());
    assert!(parse("host").is_ok());
    assert!(parse("a;b;host").is_ok());
    for list in ["", ";", "b;a", "a;a", "a;A", "A", "a;", ";a", "a b", "a;b:c", "a,b", "é", ":authority"] {
        assert_eq!(parse(list), Err(MalformedRequest::SignedHeaders), "{list}");
    }
    let names = |count: usize| (0..count).map(|index| format!("a{index:03}")).collect::<Vec<_>>().join(";");
    assert!(parse(&names(SIGNED_HEADERS_MAX)).is_ok());
    assert_eq!(parse(&names(SIGNED_HEADERS_MAX + 1)), Err(MalformedRequest::SignedHeaders));
    let list = SignedHeaders::of(vec!["host".into(), "a".into(), "host".into()]).unwrap();
    assert_eq!(list.as_str(), "a;host");
    assert!(list.contains("a") && !list.contains("os"));
}

#[test]
fn the_six_lines() {
    let mut request = Request::identity();
    request.path = "/a b/../c".into();
    request.with_parts(|parts| {
        let canonical = CanonicalRequest {
            parts,
            path: &normalize(parts.path).unwrap(),
            query: &Query::parse(parts.query).unwrap(),
            signed_headers: &SignedHeaders::parse(Cow::Borrowed("host")).unwrap(),
            payload: b"HASH",
        };
        let lines =
            "GET\n/c\nAction=GetCallerIdentity&Version=2011-06-15\nhost:sts.amazonaws.com\n\nhost\nHASH";
        assert_eq!(String::from_utf8(canonical.to_bytes()).unwrap(), lines);
        assert_eq!(canonical.hash(), hex_digest(&seal::sha256(&[lines.as_bytes()])));
    });
}
