//! A caller: AWS JSON 1.1 over HTTP/1.1, signed, on a connection that is kept.
//!
//! Knows how a request is signed and framed, and the envelope of an error; knows no operation. It repeats nothing: a
//! simulation has to know of each request whether it was answered.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use anyhow::{Context, ensure};
use serde_json::Value;
use sigv4::{Body, Parts, Signer};

use crate::clock;
use crate::limits::{ANSWER_BYTES_MAX, ANSWER_TIME_MAX};

/// The region that requests are signed for.
pub(crate) const REGION: &str = "us-east-1";

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reply {
    /// The status of HTTP.
    pub(crate) status: u16,
    /// The body; an empty one is an empty object.
    pub(crate) body: Value,
}

impl Reply {
    /// Returns the code of the error, if it is one.
    pub(crate) fn code(&self) -> Option<&str> {
        self.body.get("__type").and_then(Value::as_str).filter(|_| self.status != 200)
    }

    /// Returns the text of the error, however its member is spelled.
    pub(crate) fn text(&self) -> Option<&str> {
        self.body.get("Message").or_else(|| self.body.get("message")).and_then(Value::as_str)
    }

    /// Returns whether the server said neither yes nor no: whether anything was done is not known.
    pub(crate) fn is_undecided(&self) -> bool {
        self.status >= 500 || self.code() == Some("ThrottlingException")
    }
}

/// A caller with the first access key. It has no `Debug`: it holds the secret half.
pub(crate) struct Client {
    address: SocketAddr,
    key: Arc<(String, seal::Plaintext)>,
    connection: Option<BufReader<TcpStream>>,
}

impl Client {
    /// Makes a caller; it connects when it first calls.
    pub(crate) fn new(address: SocketAddr, key: &Arc<(String, seal::Plaintext)>) -> Self {
        Self { address, key: Arc::clone(key), connection: None }
    }

    /// Calls an operation of Secrets Manager.
    ///
    /// # Errors
    ///
    /// No whole answer came; whether anything was done is not known. The next call connects anew.
    pub(crate) fn call(&mut self, operation: &str, input: &Value) -> anyhow::Result<Reply> {
        let body = input.to_string();
        let mut connection = self.connection.take().map_or_else(|| self.connect(), Ok)?;
        let head = self.head(operation, &body)?;
        connection.get_mut().write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        let reply = read_reply(&mut connection)?;
        self.connection = Some(connection);
        Ok(reply)
    }

    fn connect(&self) -> anyhow::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect_timeout(&self.address, ANSWER_TIME_MAX)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(ANSWER_TIME_MAX))?;
        stream.set_write_timeout(Some(ANSWER_TIME_MAX))?;
        Ok(BufReader::new(stream))
    }

    /// The request line and the headers, signed.
    fn head(&self, operation: &str, body: &str) -> anyhow::Result<String> {
        let (host, target) = (self.address.to_string(), format!("secretsmanager.{operation}"));
        let headers = [
            ("host", host.as_bytes()),
            ("content-type", b"application/x-amz-json-1.1".as_slice()),
            ("x-amz-target", target.as_bytes()),
        ];
        let bytes = Body::Bytes(body.as_bytes());
        let parts =
            Parts { method: "POST", path: "/", query: "", host: None, headers: &headers, body: bytes };
        let (id, secret) = self.key.as_ref();
        let signer = Signer {
            access_key_id: id,
            secret,
            session_token: None,
            region: REGION,
            service: "secretsmanager",
        };
        let added = signer.sign_header(&parts, clock::now())?;
        let added: String = added.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        Ok(format!(
            "POST / HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/x-amz-json-1.1\r\n\
             x-amz-target: {target}\r\n{added}content-length: {length}\r\n\r\n"
        ))
    }
}

fn read_reply(connection: &mut impl BufRead) -> anyhow::Result<Reply> {
    let status = read_line(connection)?;
    let status = status.split(' ').nth(1).context("the answer has no status")?.parse()?;
    let mut length = 0;
    loop {
        let line = read_line(connection)?;
        if line.is_empty() {
            break;
        }
        if let Some(("content-length", value)) = line.to_ascii_lowercase().split_once(": ") {
            length = value.trim().parse()?;
        }
    }
    ensure!(length <= ANSWER_BYTES_MAX, "an answer of {length} bytes");
    let mut body = vec![0; usize::try_from(length)?];
    connection.read_exact(&mut body)?;
    let body =
        if body.is_empty() { Value::Object(serde_json::Map::new()) } else { serde_json::from_slice(&body)? };
    Ok(Reply { status, body })
}

fn read_line(connection: &mut impl BufRead) -> anyhow::Result<String> {
    let mut line = String::new();
    let read = connection.take(ANSWER_BYTES_MAX).read_line(&mut line)?;
    ensure!(read > 0, io::Error::from(io::ErrorKind::UnexpectedEof));
    Ok(line.trim_end().to_owned())
}
