use super::*;
use crate::limits::SIGNED_HEADERS_MAX;
use crate::tests::fixture::{Request, TOKEN, now, rules, secret, signer};

fn sign(request: &Request, token: Option<&str>) -> Result<Vec<(&'static str, String)>, MalformedRequest> {
    request.with_parts(|parts| signer(&secret(), token).sign_header(parts, now()))
}

#[test]
fn headers_to_add() {
    let added = sign(&Request::json(), Some(TOKEN)).unwrap();
    let names: Vec<_> = added.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["x-amz-date", "x-amz-security-token", "authorization"]);
    assert_eq!(added[0].1, "20150830T123600Z");
    assert_eq!(added[1].1, TOKEN);
    let (head, signature) = added[2].1.split_once("Signature=").unwrap();
    assert_eq!(
        head,
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
         SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, "
    );
    assert!(signature.len() == 64 && signature.bytes().all(|byte| b"0123456789abcdef".contains(&byte)));
    assert_eq!(sign(&Request::json(), None).unwrap().len(), 2);
}

#[test]
fn what_transport_changes_is_not_signed() {
    let mut request = Request::json();
    for name in ["User-Agent", "Connection", "Expect", "Transfer-Encoding", "X-Amzn-Trace-Id"] {
        request.set(name, "one");
    }
    let mut sent = request.signed(None);
    for name in ["User-Agent", "Connection", "Expect", "Transfer-Encoding", "X-Amzn-Trace-Id"] {
        sent.set(name, "two");
    }
    assert!(sent.accepted());
}

#[test]
fn a_presigned_query_keeps_what_was_there() {
    let query = Request::identity().presigned_query(Some(TOKEN), 60).unwrap();
    let (head, signature) = query.split_once("&X-Amz-Signature=").unwrap();
    assert_eq!(signature.len(), 64);
    assert_eq!(
        head,
        "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z\
         &X-Amz-Expires=60&X-Amz-SignedHeaders=host\
         &X-Amz-Security-Token=FwoGZXIvYXdzE%2F%2F%2F%2F%2F%2F%2F%2F%2F%2FwEaDBJ%2BQ2%2F1iY%3D%3D"
    );
    let bare = Request { query: String::new(), ..Request::identity() };
    assert!(bare.presigned_query(None, 60).unwrap().starts_with("X-Amz-Algorithm="));
}

#[test]
fn what_cannot_be_signed_is_refused() {
    let refused = |change: &dyn Fn(&mut Request)| {
        let mut request = Request::json();
        change(&mut request);
        (sign(&request, None).unwrap_err(), request.presigned_query(None, 60).unwrap_err())
    };
    let both = |error| (error, error);
    assert_eq!(refused(&|request| request.remove("host")), both(MalformedRequest::Host));
    assert_eq!(refused(&|request| request.add("host", "x")), both(MalformedRequest::Host));
    assert_eq!(refused(&|request| request.add("a b", "x")), both(MalformedRequest::HeaderName));
    assert_eq!(refused(&|request| request.add("", "x")), both(MalformedRequest::HeaderName));
    assert_eq!(refused(&|request| request.add("X-Amz-Date", "x")), both(MalformedRequest::AlreadySigned));
    assert_eq!(refused(&|request| request.add("Authorization", "x")), both(MalformedRequest::AlreadySigned));
    assert_eq!(refused(&|request| request.method = "G T".into()), both(MalformedRequest::Method));
    assert_eq!(refused(&|request| request.path = "/..".into()), both(MalformedRequest::PathAboveRoot));
    assert_eq!(refused(&|request| request.query = "%".into()), both(MalformedRequest::QueryEscape));
    let many = |request: &mut Request| {
        (0..SIGNED_HEADERS_MAX).for_each(|index| request.add(&format!("a{index}"), ""))
    };
    assert_eq!(refused(&many), both(MalformedRequest::SignedHeaders));
    let presigned = Request::identity().presigned(None);
    assert_eq!(presigned.presigned_query(None, 60), Err(MalformedRequest::AlreadySigned));
}

#[test]
fn http_2_is_signed_for_its_authority() {
    let mut request = Request::json();
    request.remove("host");
    request.host = Some("127.0.0.1:9361".into());
    let signed = request.signed(None);
    assert_eq!(signed.check(&rules()), Ok(()));
    assert!(!Request { host: Some("127.0.0.1:9362".into()), ..signed.clone() }.accepted());
    // The same request over HTTP/1.1 has the same signature.
    let mut http1 = Request { host: None, ..signed };
    http1.add("Host", "127.0.0.1:9361");
    assert!(http1.accepted());
}
