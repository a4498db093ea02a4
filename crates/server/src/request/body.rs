//! Takes bodies in, within limits that hold before anybody has shown who they are.
//!
//! Knows nothing of what a body says.

use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Body as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use wire::Failure;
use wire::limits::BODY_BYTES_MAX;

use crate::limits::{BODIES_BYTES_MAX, BODY_BYTES_MIN, BODY_DRAINED_BYTES_MAX, BODY_TIME_MAX};

/// The memory that the bodies of all requests share. A permit stands for an octet.
#[derive(Debug, Clone)]
pub(crate) struct BodyMemory(Arc<Semaphore>);

impl Default for BodyMemory {
    fn default() -> Self {
        Self::of(BODIES_BYTES_MAX)
    }
}

/// A body, with its share of the memory. It may hold a value, hence no `Debug`.
#[derive(Default)]
pub(crate) struct ReceivedBody {
    bytes: Vec<u8>,
    share: Option<OwnedSemaphorePermit>,
}

impl BodyMemory {
    fn of(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes)))
    }

    /// Takes in a whole body, unless it is too large or too slow, or there is no memory for it.
    pub(crate) async fn take_in(&self, mut body: Body) -> Result<ReceivedBody, Failure> {
        let taken_in = async {
            let taken_in = self.collect(&mut body).await;
            if taken_in.is_err() {
                drain(&mut body).await;
            }
            taken_in
        };
        timeout(BODY_TIME_MAX, taken_in).await.unwrap_or_else(|_| Err(Failure::unreadable()))
    }

    /// Copies what comes, so that a body costs its size and not the size of the packets it came in.
    async fn collect(&self, body: &mut Body) -> Result<ReceivedBody, Failure> {
        if body.size_hint().lower() > BODY_BYTES_MAX as u64 {
            return Err(Failure::body_too_large());
        }
        let mut received = ReceivedBody::default();
        while let Some(frame) = body.frame().await {
            // The connection broke off: whoever still listens gets the answer to half a body.
            let frame = frame.map_err(|_| Failure::unreadable())?;
            received.append(frame.data_ref().map_or(&[], Bytes::as_ref), self)?;
        }
        Ok(received)
    }
}

impl ReceivedBody {
    /// The octets.
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    fn append(&mut self, data: &[u8], memory: &BodyMemory) -> Result<(), Failure> {
        let bytes = self.bytes.len().saturating_add(data.len());
        if bytes > BODY_BYTES_MAX {
            return Err(Failure::body_too_large());
        }
        self.make_room(bytes, memory)?;
        self.bytes.extend_from_slice(data);
        Ok(())
    }

    /// Takes a share that holds `bytes`. It grows with what has come and not with what was announced: announcing costs
    /// nothing.
    fn make_room(&mut self, bytes: usize, memory: &BodyMemory) -> Result<(), Failure> {
        let held = self.share.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        if bytes <= held {
            return Ok(());
        }
        let room = bytes.next_power_of_two().clamp(BODY_BYTES_MIN, BODY_BYTES_MAX);
        let more = u32::try_from(room.saturating_sub(held)).map_err(|_| Failure::body_too_large())?;
        let more = Arc::clone(&memory.0).try_acquire_many_owned(more).map_err(|_| Failure::throttled())?;
        match &mut self.share {
            Some(share) => share.merge(more),
            None => self.share = Some(more),
        }
        self.bytes.reserve_exact(room.saturating_sub(self.bytes.len()));
        Ok(())
    }
}

/// Reads on for a while without keeping anything: a client that is still sending when the connection is closed would see it
/// broken, and never the answer.
async fn drain(body: &mut Body) {
    let mut drained = 0;
    while let Some(Ok(frame)) = body.frame().await {
        drained += frame.data_ref().map_or(0, Bytes::len);
        if drained > BODY_DRAINED_BYTES_MAX {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
