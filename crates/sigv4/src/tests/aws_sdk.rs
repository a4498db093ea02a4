//! Judge: `aws-sigv4`, the signer of the AWS SDK for Rust. What it signs we accept, and we sign as it does.
//!
//! Where the two differ by design, the requests generated here avoid it: it trims and collapses spaces but not tabs,
//! takes no header value beyond ASCII, and ignores a `..` above the root, which we refuse.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use proptest::prelude::*;

use super::fixture::{ID, REGION, Request, SECRET, SERVICE, now};
use super::generated::{Oddities, request};
use crate::canonical::encode;

const READABLE: Oddities = Oddities { header_unicode: false, header_tabs: false, ..Oddities::ALL };

/// The request as the SDK signs it, and its signature.
fn signed_by_sdk(request: &Request, token: Option<&str>, place: SignatureLocation) -> (Request, String) {
    let identity = Credentials::new(ID, SECRET, token.map(str::to_owned), None, "test").into();
    let mut settings = SigningSettings::default();
    settings.signature_location = place;
    settings.expires_in = Some(Duration::from_secs(900));
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(now().as_second().unsigned_abs());
    let params = SigningParams::builder().identity(&identity).region(REGION).name(SERVICE).time(time);
    let params = params.settings(settings).build().unwrap().into();
    let uri = format!("http://127.0.0.1:9361{}?{}", request.path, request.query);
    let headers = request.headers.iter().map(|(name, value)| (name.as_str(), str::from_utf8(value).unwrap()));
    let signable =
        SignableRequest::new(&request.method, uri, headers, SignableBody::Bytes(&request.body)).unwrap();
    let (instructions, signature) = sign(signable, &params).unwrap().into_parts();

    let mut signed = request.clone();
    instructions.headers().for_each(|(name, value)| signed.add(name, value));
    for (name, value) in instructions.params() {
        signed.query.push_str(&format!("&{name}={}", encode(value.as_bytes())));
    }
    (signed, signature)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn header_form((request, token) in request(READABLE)) {
        let (theirs, signature) = signed_by_sdk(&request, token.as_deref(), SignatureLocation::Headers);
        prop_assert!(theirs.accepted(), "{:?}", theirs.check(&super::fixture::rules()));
        let mut ours = request.signed(token.as_deref());
        let authorization = String::from_utf8(ours.header("authorization").clone()).unwrap();
        prop_assert!(authorization.ends_with(&signature), "{authorization} is not {signature}");
    }

    #[test]
    fn query_form((request, token) in request(READABLE)) {
        let (theirs, signature) = signed_by_sdk(&request, token.as_deref(), SignatureLocation::QueryParams);
        prop_assert!(theirs.accepted(), "{:?}", theirs.check(&super::fixture::rules()));
        let ours = request.presigned(token.as_deref());
        prop_assert!(ours.query.ends_with(&signature), "{} is not {signature}", ours.query);
    }
}
