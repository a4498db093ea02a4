//! Requests, signed beforehand and ready to be written to a socket.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context;
use jiff::Timestamp;
use seal::Plaintext;
use serde_json::Value;
use sigv4::{Body, Parts, Signer};

/// The whole bytes of a request.
pub(crate) type Prepared = Vec<u8>;

/// Who signs. It holds a secret, hence no `Debug`.
pub(crate) struct Identity {
    pub(crate) access_key_id: String,
    pub(crate) secret: Plaintext,
    pub(crate) session_token: Option<String>,
}

/// What is asked, of which service.
#[derive(Debug, Clone)]
pub(crate) enum Call {
    /// An operation of a service that speaks JSON.
    Json {
        /// The name of the service in a signature.
        service: &'static str,
        /// What `X-Amz-Target` says.
        target: String,
        /// The members.
        input: Value,
    },
    /// An operation of a service that speaks Query.
    Query {
        /// The name of the service in a signature.
        service: &'static str,
        /// The version of its API.
        version: &'static str,
        /// The action.
        action: &'static str,
        /// The members.
        members: Vec<(String, String)>,
    },
}

impl Call {
    /// An operation of Secrets Manager.
    pub(crate) fn secrets_manager(operation: &str, input: Value) -> Self {
        Self::Json { service: "secretsmanager", target: format!("secretsmanager.{operation}"), input }
    }

    /// An operation of KMS.
    pub(crate) fn kms(operation: &str, input: Value) -> Self {
        Self::Json { service: "kms", target: format!("TrentService.{operation}"), input }
    }

    const fn service(&self) -> &'static str {
        match self {
            Self::Json { service, .. } | Self::Query { service, .. } => service,
        }
    }

    /// Its media type, its target if it has one, and its body.
    fn message(&self) -> anyhow::Result<(&'static str, Option<&str>, Vec<u8>)> {
        match self {
            Self::Json { target, input, .. } => {
                Ok(("application/x-amz-json-1.1", Some(target), serde_json::to_vec(input)?))
            }
            Self::Query { version, action, members, .. } => {
                let head = [
                    ("Action".to_owned(), (*action).to_owned()),
                    ("Version".to_owned(), (*version).to_owned()),
                ];
                let pairs =
                    head.iter().chain(members).map(|(name, value)| format!("{name}={}", escaped(value)));
                let form = pairs.collect::<Vec<_>>().join("&");
                Ok(("application/x-www-form-urlencoded; charset=utf-8", None, form.into_bytes()))
            }
        }
    }
}

/// A text as a form has it: every byte escaped that is no letter, digit or mark.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

impl Identity {
    /// Reads a credentials file.
    pub(crate) fn in_file(file: &Path) -> anyhow::Result<Self> {
        let file = fs::read_to_string(file)?;
        let value = |name: &str| {
            let of = |line: &str| {
                let (key, value) = line.split_once('=')?;
                (key.trim() == name).then(|| value.trim().to_owned())
            };
            file.lines().find_map(of).with_context(|| format!("no `{name}` among the credentials"))
        };
        let secret = Plaintext::new(value("aws_secret_access_key")?.into_bytes());
        Ok(Self { access_key_id: value("aws_access_key_id")?, secret, session_token: None })
    }

    /// A call, signed now: it is good for five minutes.
    pub(crate) fn prepare(&self, address: SocketAddr, call: &Call) -> anyhow::Result<Prepared> {
        let host = address.to_string();
        let (content_type, target, body) = call.message()?;
        let mut headers = vec![("host", host.as_bytes()), ("content-type", content_type.as_bytes())];
        headers.extend(target.map(|target| ("x-amz-target", target.as_bytes())));
        let parts = Parts {
            method: "POST",
            path: "/",
            query: "",
            host: None,
            headers: &headers,
            body: Body::Bytes(&body),
        };
        let signer = Signer {
            access_key_id: &self.access_key_id,
            secret: &self.secret,
            session_token: self.session_token.as_deref(),
            region: "us-east-1",
            service: call.service(),
        };
        let added = signer.sign_header(&parts, now()).map_err(|failure| anyhow::anyhow!("{failure}"))?;
        let mut request = format!(
            "POST / HTTP/1.1\r\nhost: {host}\r\ncontent-type: {content_type}\r\n\
             user-agent: aws-sdk-rust/1.3 os/linux lang/rust\r\ncontent-length: {}\r\n",
            body.len()
        );
        target.iter().for_each(|target| request.push_str(&format!("x-amz-target: {target}\r\n")));
        added.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        request.push_str("\r\n");
        Ok([request.as_bytes(), &body].concat())
    }
}

#[expect(clippy::disallowed_methods, reason = "signatures are dated by the real clock")]
fn now() -> Timestamp {
    Timestamp::now()
}
