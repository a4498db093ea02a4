//! The least HTTP/1.1 client that can measure: prepared bytes out, one answer in.

use std::net::SocketAddr;

use anyhow::{Context, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::limits::ANSWER_BYTES_MAX;

const HEAD_END: &[u8] = b"\r\n\r\n";

/// A kept-alive connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, in the connection's buffer.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1_024) })
    }

    /// Sends one request and reads its answer.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_bytes = loop {
            self.read().await?;
            if let Some(at) = self.buffer.windows(HEAD_END.len()).position(|window| window == HEAD_END) {
                break at + HEAD_END.len();
            }
        };
        let head = str::from_utf8(self.buffer.get(..head_bytes).unwrap_or_default())?;
        let (status, body_bytes) = (status(head)?, content_length(head)?);
        let total = head_bytes + body_bytes;
        ensure!(total <= ANSWER_BYTES_MAX, "an answer of {total} bytes");
        while self.buffer.len() < total {
            self.read().await?;
        }
        Ok(Answer { status, body: self.buffer.get(head_bytes..total).unwrap_or_default() })
    }

    async fn read(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed a connection");
        }
        Ok(())
    }
}

fn status(head: &str) -> anyhow::Result<u16> {
    let status = head.split(' ').nth(1).context("an answer without status")?;
    Ok(status.parse()?)
}

fn content_length(head: &str) -> anyhow::Result<usize> {
    let of = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    head.lines().find_map(of).context("an answer without length")
}
