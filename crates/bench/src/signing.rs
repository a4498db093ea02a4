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
    access_key_id: String,
    secret: Plaintext,
}

impl Identity {
    /// Reads the first key of a data folder.
    pub(crate) fn of(data: &Path) -> anyhow::Result<Self> {
        let file = fs::read_to_string(data.join("credentials"))?;
        let value = |name: &str| {
            let of = |line: &str| {
                let (key, value) = line.split_once('=')?;
                (key.trim() == name).then(|| value.trim().to_owned())
            };
            file.lines().find_map(of).with_context(|| format!("no `{name}` among the credentials"))
        };
        let secret = Plaintext::new(value("aws_secret_access_key")?.into_bytes());
        Ok(Self { access_key_id: value("aws_access_key_id")?, secret })
    }

    /// A call of Secrets Manager, signed now: it is good for five minutes.
    pub(crate) fn prepare(
        &self,
        address: SocketAddr,
        operation: &str,
        input: &Value,
    ) -> anyhow::Result<Prepared> {
        let (host, target) = (address.to_string(), format!("secretsmanager.{operation}"));
        let body = serde_json::to_vec(input)?;
        let headers = [
            ("host", host.as_bytes()),
            ("content-type", b"application/x-amz-json-1.1".as_slice()),
            ("x-amz-target", target.as_bytes()),
        ];
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
            session_token: None,
            region: "us-east-1",
            service: "secretsmanager",
        };
        let added = signer.sign_header(&parts, now()).map_err(|failure| anyhow::anyhow!("{failure}"))?;
        let mut request = format!(
            "POST / HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/x-amz-json-1.1\r\n\
             x-amz-target: {target}\r\nuser-agent: aws-sdk-rust/1.3 os/linux lang/rust\r\n\
             content-length: {}\r\n",
            body.len()
        );
        added.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
        request.push_str("\r\n");
        Ok([request.as_bytes(), &body].concat())
    }
}

#[expect(clippy::disallowed_methods, reason = "signatures are dated by the real clock")]
fn now() -> Timestamp {
    Timestamp::now()
}
