//! Judge: `scratchstack-aws-signature`, another verifier. What we sign it accepts, and what is changed it refuses.
//!
//! Where the two differ by design, the requests generated here avoid it: it normalises the escapes of a path instead of
//! encoding them again, takes the slash from a path that ends in a dot segment, sorts `name=value` as one text, and does
//! not collapse tabs. Its window is 15 minutes. Only the header form is judged: in the query form it does not decode the
//! slashes of `X-Amz-Credential`, and so refuses every credential that AWS's own clients send.

use proptest::prelude::*;
use scratchstack_aws_signature::{
    GetSigningKeyRequest, GetSigningKeyResponse, KSecretKey, NO_ADDITIONAL_SIGNED_HEADERS, SignatureOptions,
    service_for_signing_key_fn, sigv4_validate_request,
};

use super::fixture::{REGION, Request, SECRET, SERVICE};
use super::generated::{Oddities, request};

const READABLE: Oddities = Oddities {
    path_escapes: false,
    path_ends: false,
    query_prefixes: false,
    header_unicode: true,
    header_tabs: false,
};

/// Derives whatever key their verifier asks for.
async fn signing_key(
    request: GetSigningKeyRequest,
) -> Result<GetSigningKeyResponse, Box<dyn std::error::Error + Send + Sync>> {
    let secret: KSecretKey = SECRET.parse().unwrap();
    let key = secret.to_ksigning(request.request_date(), request.region(), request.service());
    Ok(GetSigningKeyResponse::builder().signing_key(key).build().unwrap())
}

/// What their verifier says.
fn judged(request: &Request) -> Result<(), String> {
    let uri = format!("http://127.0.0.1:9361{}?{}", request.path, request.query);
    let mut builder = http::Request::builder().method(request.method.as_str()).uri(uri);
    for (name, value) in &request.headers {
        builder = builder.header(name, &value[..]);
    }
    let theirs = builder.body(request.body.clone()).unwrap();
    let mut keys = service_for_signing_key_fn(signing_key);
    let now = "2015-08-30T12:36:00Z".parse().unwrap();
    let options = SignatureOptions::default();
    let judging = sigv4_validate_request(
        theirs,
        REGION,
        SERVICE,
        &mut keys,
        now,
        &NO_ADDITIONAL_SIGNED_HEADERS,
        options,
    );
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(judging).map(drop).map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn header_form((request, token) in request(READABLE)) {
        let ours = request.signed(token.as_deref());
        prop_assert_eq!(judged(&ours), Ok(()));
        prop_assert!(ours.accepted());
    }

    #[test]
    fn both_refuse_another_body((request, token) in request(READABLE), byte: u8) {
        let mut ours = request.signed(token.as_deref());
        ours.body.push(byte);
        prop_assert!(judged(&ours).is_err());
        prop_assert!(!ours.accepted());
    }
}
