//! AWS's signing test suite, in both forms and both directions.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::fixture::{Request, now, rules, secret, signer};
use crate::{AuthError, Expiry, SignedRequest, SigningKey};

/// The one case whose session token is added after signing, as some services want it. Ours want it signed.
const TOKEN_AFTERWARDS: &str = "post-sts-header-after";

struct Case {
    folder: PathBuf,
    context: Value,
}

impl Case {
    fn all() -> Vec<Self> {
        let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/aws-signing-test-suite/v4");
        let mut cases: Vec<Self> =
            fs::read_dir(suite).unwrap().map(|entry| Self::read(entry.unwrap().path())).collect();
        cases.sort_by(|left, right| left.folder.cmp(&right.folder));
        assert_eq!(cases.len(), 31, "cases are missing from the suite");
        cases
    }

    fn read(folder: PathBuf) -> Self {
        let context: Value =
            serde_json::from_str(&fs::read_to_string(folder.join("context.json")).unwrap()).unwrap();
        assert_eq!(context["timestamp"], "2015-08-30T12:36:00Z");
        assert_eq!(context["credentials"]["secret_access_key"], super::fixture::SECRET);
        Self { folder, context }
    }

    fn name(&self) -> &str {
        self.folder.file_name().unwrap().to_str().unwrap()
    }

    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(format!("{file}.txt"))).unwrap()
    }

    fn token(&self) -> Option<&str> {
        let omitted = self.context["omit_session_token"] == true;
        self.context["credentials"]["token"].as_str().filter(|_| !omitted)
    }

    /// Reads a signed request, raw spaces and folded headers included, which an HTTP parser would refuse.
    fn signed_request(&self, form: &str) -> Request {
        let text = self.text(&format!("{form}-signed-request"));
        let (head, body) = text.split_once("\n\n").unwrap();
        let (line, headers) = head.split_once('\n').unwrap();
        let (method, rest) = line.split_once(' ').unwrap();
        let target = rest.strip_suffix(" HTTP/1.1").unwrap();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let unfolded = headers.replace("\n ", "\r\n\t");
        // A fold is a line break and white space; only other line breaks end a header.
        let lines = unfolded.replace("\r\n", "\r").replace('\n', "\0").replace('\r', "\r\n");
        let headers = lines.split('\0').map(|line| line.split_once(':').unwrap());
        Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            host: None,
            headers: headers.map(|(name, value)| (name.to_owned(), value.into())).collect(),
            body: body.trim_end_matches('\n').into(),
        }
    }

    /// The signed request without its signature.
    fn unsigned_request(&self) -> Request {
        let mut request = self.signed_request("header");
        for name in ["authorization", "x-amz-date", "x-amz-security-token"] {
            request.remove(name);
        }
        request
    }
}

fn hex_sha256(text: &str) -> String {
    hex::encode(seal::sha256(&[text.as_bytes()]))
}

#[test]
fn signed_requests_are_accepted_with_the_published_intermediate_values() {
    let key = SigningKey::derive(&secret(), "20150830", "us-east-1", "service");
    for case in Case::all().iter().filter(|case| case.name() != TOKEN_AFTERWARDS) {
        for form in ["header", "query"] {
            case.signed_request(form).with_parts(|parts| {
                let name = format!("{} {form}", case.name());
                let signed = SignedRequest::parse(parts, &rules()).expect(&name);
                let canonical = case.text(&format!("{form}-canonical-request"));
                assert_eq!(signed.canonical_request_hash(), hex_sha256(&canonical), "{name}");
                assert_eq!(signed.string_to_sign(), case.text(&format!("{form}-string-to-sign")), "{name}");
                assert_eq!(signed.signature(), case.text(&format!("{form}-signature")), "{name}");
                assert_eq!(signed.security_token(), case.token(), "{name}");
                assert_eq!(signed.verify(&key), Ok(()), "{name}");
            });
        }
    }
}

#[test]
fn our_signer_reproduces_every_signature() {
    let expiry = Expiry::from_seconds(3_600).unwrap();
    for case in Case::all() {
        let secret = secret();
        let signer = signer(&secret, case.token());
        let headers = case.unsigned_request().with_parts(|parts| signer.sign_header(parts, now())).unwrap();
        let (_, authorization) = headers.last().unwrap();
        assert!(authorization.ends_with(&case.text("header-signature")), "{}: {authorization}", case.name());

        let mut request = case.unsigned_request();
        // The suite hashes a body into a header in the header form only.
        request.remove("x-amz-content-sha256");
        let query = request.with_parts(|parts| signer.presign(parts, now(), expiry)).unwrap();
        assert!(query.ends_with(&case.text("query-signature")), "{}: {query}", case.name());
    }
}

#[test]
fn a_token_that_is_not_signed_is_refused() {
    let cases = Case::all();
    let case = cases.iter().find(|case| case.name() == TOKEN_AFTERWARDS).unwrap();
    let refused = AuthError::HeaderUnsigned { name: "x-amz-security-token".into() };
    assert_eq!(case.signed_request("header").check(&rules()), Err(refused));
    assert_eq!(case.signed_request("query").check(&rules()), Err(AuthError::SignatureMismatch));
}

#[test]
fn a_flipped_bit_anywhere_is_refused() {
    for case in Case::all().iter().filter(|case| case.name() != TOKEN_AFTERWARDS) {
        for form in ["header", "query"] {
            let good = case.signed_request(form);
            assert!(good.accepted());
            for (what, bad) in flips(&good) {
                assert!(!bad.accepted(), "{} {form}: {what}", case.name());
            }
        }
    }
}

/// The request with the lowest bit of one byte turned, in all ways.
fn flips(good: &Request) -> Vec<(String, Request)> {
    let mut flipped = Vec::new();
    let mut turn = |what: &str, bytes: &[u8], place: &dyn Fn(&mut Request, Vec<u8>) -> bool| {
        for index in 0..bytes.len() {
            let (mut bad, mut bytes) = (good.clone(), bytes.to_vec());
            bytes[index] ^= 1;
            if place(&mut bad, bytes) {
                flipped.push((format!("{what} at {index}"), bad));
            }
        }
    };
    let text =
        |place: &mut String, bytes: Vec<u8>| String::from_utf8(bytes).map(|text| *place = text).is_ok();
    turn("method", good.method.as_bytes(), &|bad, bytes| text(&mut bad.method, bytes));
    turn("query", good.query.as_bytes(), &|bad, bytes| text(&mut bad.query, bytes));
    turn("body", &good.body, &|bad, bytes| {
        bad.body = bytes;
        true
    });
    // A dot and a slash differ by this bit, and are the same where normalisation takes either away.
    if !good.path.contains("//") && !good.path.contains("/.") && !good.path.ends_with('/') {
        turn("path", good.path.as_bytes(), &|bad, bytes| text(&mut bad.path, bytes));
    }
    for (index, (name, value)) in good.headers.iter().enumerate() {
        turn(name, value, &|bad, bytes| {
            // Turned into another kind of white space, a byte still says the same.
            let same = bytes
                .iter()
                .filter(|byte| !byte.is_ascii_whitespace())
                .eq(value.iter().filter(|byte| !byte.is_ascii_whitespace()));
            bad.headers[index].1 = bytes;
            !same
        });
    }
    flipped
}

/// Source: `double-url-encode` of the `aws-sigv4` package.
#[test]
fn a_path_with_escapes_is_encoded_again() {
    let mut request = Request {
        method: "POST".into(),
        path: "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-west-2%3A892717189312%3Afunction%3Amy-rusty-fun/invocations"
            .into(),
        query: String::new(),
        host: None,
        headers: Vec::new(),
        body: Vec::new(),
    };
    request.add("Host", "lambda.us-east-2.amazonaws.com");
    request.add("X-Amz-Date", "20210511T154045Z");
    request.add(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20210511/us-east-2/lambda/aws4_request, SignedHeaders=host;x-amz-date, \
         Signature=4b93abbcc68be32bd64c18e2c71150660ab4c29bbd6c32a383a7517a88fc1804",
    );
    request.with_parts(|parts| {
        let now = "2021-05-11T15:40:45Z".parse().unwrap();
        let rules = crate::Rules { now, service: "lambda", serves_region: &|_| true, ..rules() };
        let signed = SignedRequest::parse(parts, &rules).unwrap();
        let hash = "684dbb3c92a8b6b1e452e23e523c1ea941c713a4c13500bb9f3bdad1e19afaf7";
        assert_eq!(signed.canonical_request_hash(), hash);
    });
}
