use super::*;
use crate::tests::fixture::{Request, TOKEN};

fn read(authorization: &str) -> Result<(String, String, String), AuthError> {
    let mut request = Request::json();
    request.add("Authorization", authorization);
    request.add("X-Amz-Date", "20150830T123600Z");
    request.with_parts(|parts| {
        let query = Query::parse(parts.query).unwrap();
        let stated = Authorization::read(parts, &query, PresignedPolicy::Refused)?;
        Ok((
            stated.credential.into_owned(),
            stated.signed_headers.into_owned(),
            stated.signature.into_owned(),
        ))
    })
}

#[test]
fn separators_are_commas_with_any_white_space() {
    let expected = Ok(("a/b".to_owned(), "c;d".to_owned(), "e".to_owned()));
    for header in [
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=c;d, Signature=e",
        "AWS4-HMAC-SHA256 Credential=a/b,SignedHeaders=c;d,Signature=e",
        "AWS4-HMAC-SHA256\tSignature=e ,\t SignedHeaders=c;d  ,  Credential=a/b",
        "  AWS4-HMAC-SHA256   Credential=a/b, Unknown=x, SignedHeaders=c;d, Signature=e  ",
    ] {
        assert_eq!(read(header), expected, "{header}");
    }
}

#[test]
fn other_schemes_are_no_authentication() {
    for header in ["", "Basic YTpi", "Bearer AWS4-", "aws4-hmac-sha256 Credential=a", "AWS3-HTTPS", "AWS4"] {
        assert_eq!(read(header), Err(AuthError::MissingAuthenticationToken), "{header}");
    }
}

#[test]
fn parameters_stand_once() {
    for name in ["Credential", "SignedHeaders", "Signature"] {
        let header = format!("AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c, {name}=d");
        assert_eq!(read(&header), Err(AuthError::Duplicate { name: name.to_owned() }));
    }
}

#[test]
fn decisive_headers_stand_once() {
    for name in
        ["Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "X-Amz-Target"]
    {
        let mut request = Request::json().signed(Some(TOKEN));
        request.add(name, "x");
        request.add(name, "x");
        let expected = Err(AuthError::Duplicate { name: name.to_ascii_lowercase() });
        assert_eq!(request.check(&crate::tests::fixture::rules()), expected);
    }
    let mut dates = Request::json().signed(None);
    dates.remove("x-amz-date");
    dates.add("Date", "Sun, 30 Aug 2015 12:36:00 GMT");
    dates.add("Date", "Sun, 30 Aug 2015 12:36:00 GMT");
    let expected = Err(AuthError::Duplicate { name: "date".into() });
    assert_eq!(dates.check(&crate::tests::fixture::rules()), expected);
}

#[test]
fn query_parameters_of_the_signature_stand_once() {
    let good = Request::identity().presigned(Some(TOKEN));
    let names = [
        "Algorithm",
        "Credential",
        "Date",
        "Expires",
        "Security-Token",
        "Signature",
        "SignedHeaders",
        "Other",
    ];
    for name in names {
        for spelled in [format!("X-Amz-{name}"), format!("X%2dAmz-{name}")] {
            let mut bad = good.clone();
            bad.query.push_str(&format!("&{spelled}=x&{spelled}=y"));
            let expected = Err(AuthError::Duplicate { name: format!("X-Amz-{name}") });
            assert_eq!(bad.check(&crate::tests::fixture::rules()), expected);
        }
    }
}

#[test]
fn an_unreadable_header_is_refused() {
    assert_eq!(read("AWS4-HMAC-SHA256 Credential=é"), Err(AuthError::AuthorizationUnreadable));
    let mut request = Request::json();
    request.headers.push(("Authorization".into(), b"AWS4-\xff".to_vec()));
    assert_eq!(request.check(&crate::tests::fixture::rules()), Err(AuthError::AuthorizationUnreadable));
    let mut request = Request::json().signed(Some(TOKEN));
    *request.header("x-amz-security-token") = vec![0xff];
    assert_eq!(request.check(&crate::tests::fixture::rules()), Err(AuthError::TokenInvalid));
}
