//! Against a small server that answers the two calls as the API reference of AWS KMS has them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use seal::{Entropy, Plaintext};
use serde_json::{Value, json};
use sigv4::{Body, ClockSkew, Parts, PresignedPolicy, Rules, SignedRequest, SigningKey};

use crate::limits::{KMS_ANSWER_BYTES_MAX, KMS_TRIES_MAX};
use crate::{KmsKey, KmsSettings, RootKey, RootKeyError};

const KEY: &str = "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const SECRET: &str = "the secret of an access key";

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

fn settings(endpoint: &str) -> KmsSettings {
    KmsSettings {
        endpoint: endpoint.to_owned(),
        region: "us-east-1".to_owned(),
        key_id: KEY.to_owned(),
        access_key_id: "AKIATESTTESTTESTTEST".to_owned(),
        secret_access_key: Plaintext::new(SECRET.into()),
        authorities: None,
        clock: now,
    }
}

fn key(endpoint: &str) -> RootKey {
    RootKey::Kms(Box::new(KmsKey::new(settings(endpoint)).ok().unwrap()))
}

fn keyring() -> Plaintext {
    Plaintext::new(b"the keyring".to_vec())
}

/// A server that answers each request with what `answer` makes of its target and its body, and counts them.
fn serve(answer: impl Fn(&str, &Value) -> (u16, String) + Send + 'static) -> (String, mpsc::Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (counted, count) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = counted.send(());
            let _ = respond(stream.unwrap(), &answer);
        }
    });
    (endpoint, count)
}

fn respond(stream: TcpStream, answer: &impl Fn(&str, &Value) -> (u16, String)) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let headers: Vec<(String, String)> = lines
        .iter()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let header = |name: &str| headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value);
    let mut body = vec![0; header("content-length").parse().unwrap()];
    reader.read_exact(&mut body)?;
    assert_eq!(lines[0], "POST / HTTP/1.1");
    assert_eq!(header("content-type"), "application/x-amz-json-1.1");
    verify(&headers, &body);
    let (status, text) = answer(header("x-amz-target"), &serde_json::from_slice(&body).unwrap());
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", text.len());
    reader.get_mut().write_all((head + &text).as_bytes())
}

/// The signature, as a server of this project verifies it.
fn verify(headers: &[(String, String)], body: &[u8]) {
    let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    let body = Body::Bytes(body);
    let parts = Parts { method: "POST", path: "/", query: "", host: None, headers: &headers, body };
    let rules = Rules {
        now: now(),
        service: "kms",
        serves_region: &|region| region == "us-east-1",
        clock_skew: ClockSkew::default(),
        presigned: PresignedPolicy::Refused,
    };
    let signed = SignedRequest::parse(&parts, &rules).unwrap();
    let key = SigningKey::derive(&Plaintext::new(SECRET.into()), "19700101", "us-east-1", "kms");
    signed.verify(&key).unwrap();
}

/// Encrypts by turning the text around, which is enough to see what is sent.
fn kms(target: &str, body: &Value) -> (u16, String) {
    assert_eq!(body["KeyId"], KEY);
    assert_eq!(body["EncryptionContext"], json!({"strongroom:purpose": "keyring"}));
    let turned = |member: &str, by: usize| {
        let mut text = body[member].as_str().unwrap().as_bytes().to_vec();
        let length = text.len();
        text.rotate_left((length + by) % length);
        String::from_utf8(text).unwrap()
    };
    match target {
        "TrentService.Encrypt" => {
            (200, json!({"CiphertextBlob": turned("Plaintext", 4), "KeyId": KEY}).to_string())
        }
        "TrentService.Decrypt" => {
            let length = body["CiphertextBlob"].as_str().unwrap().len();
            let text = turned("CiphertextBlob", length - 4);
            (
                200,
                json!({"Plaintext": text, "KeyId": KEY, "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"})
                    .to_string(),
            )
        }
        other => panic!("{other}"),
    }
}

fn refusal(status: u16, body: &str) -> (RootKeyError, usize) {
    let body = body.to_owned();
    let (endpoint, count) = serve(move |_, _| (status, body.clone()));
    let failure = key(&endpoint).unwrap(&[1, 5, 7]).err().unwrap();
    (failure, count.try_iter().count())
}

#[test]
fn a_keyring_goes_there_and_back() {
    let (endpoint, _) = serve(kms);
    let keyring = Plaintext::new(vec![7; 72]);
    let wrapped = key(&endpoint).wrap(&keyring, &mut Entropy::system()).unwrap();
    assert_eq!(wrapped[..2], [1, 5]);
    assert!(key(&endpoint).unwrap(&wrapped).unwrap().equals(&keyring));
}

#[test]
fn a_foreign_ciphertext_is_refused_for_good() {
    for code in ["InvalidCiphertextException", "com.amazonaws.kms#IncorrectKeyException"] {
        let (failure, calls) = refusal(400, &json!({ "__type": code }).to_string());
        assert!(matches!(failure, RootKeyError::Refused), "{failure}");
        assert_eq!(calls, 1);
    }
}

#[test]
fn whatever_else_is_refused_may_be_allowed_later() {
    let denied = json!({"__type": "AccessDeniedException", "Message": "x".repeat(9_999)}).to_string();
    let (failure, calls) = refusal(400, &denied);
    assert!(failure.is_unavailable() && failure.to_string().contains("AccessDeniedException"));
    assert!(failure.to_string().len() < 500 && calls == 1);
    for (status, body) in [(503, "busy"), (400, r#"{"__type":"ThrottlingException"}"#), (200, "no JSON")] {
        let (failure, calls) = refusal(status, body);
        assert!(failure.is_unavailable(), "{failure}");
        assert_eq!(calls, KMS_TRIES_MAX as usize, "{failure}");
    }
    let (failure, _) = refusal(200, "{}");
    assert!(failure.is_unavailable(), "{failure}");
    let (failure, _) = refusal(200, &" ".repeat(KMS_ANSWER_BYTES_MAX + 1));
    assert!(failure.to_string().contains("length"), "{failure}");
}

#[test]
fn a_service_that_is_not_there_is_waited_for() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let failure = key(&format!("http://{free}")).wrap(&keyring(), &mut Entropy::system()).err().unwrap();
    assert!(failure.is_unavailable(), "{failure}");
}

#[test]
fn a_keyring_is_sent_to_no_address_that_others_read() {
    for endpoint in
        ["http://kms.example.com", "ftp://127.0.0.1", "kms", "https://kms.example.com/path", "https://u:p@x"]
    {
        let made = KmsKey::new(settings(endpoint));
        assert!(matches!(made.err(), Some(RootKeyError::KmsSettings { .. })), "{endpoint}");
    }
    for endpoint in [
        "https://kms.eu-west-1.amazonaws.com",
        "http://127.0.0.1:7766",
        "http://[::1]:1",
        "http://localhost:1",
    ] {
        assert!(KmsKey::new(settings(endpoint)).is_ok(), "{endpoint}");
    }
    let authorities = Some(b"no certificate".to_vec());
    assert!(KmsKey::new(KmsSettings { authorities, ..settings("https://x") }).is_err());
}
