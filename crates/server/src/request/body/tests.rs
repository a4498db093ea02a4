use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::Frame;
use wire::Failure;
use wire::limits::BODY_BYTES_MAX;

use super::{BodyMemory, ReceivedBody};
use crate::limits::{BODY_BYTES_MIN, BODY_TIME_MAX};

/// A body that comes in pieces; after the last one, it ends or is never heard of again.
struct Pieces {
    piece: Bytes,
    left: usize,
    ends: bool,
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match (self.left, self.ends) {
            (0, true) => Poll::Ready(None),
            (0, false) => Poll::Pending,
            (_, _) => {
                self.left -= 1;
                Poll::Ready(Some(Ok(Frame::data(self.piece.clone()))))
            }
        }
    }
}

fn pieces(bytes: usize, count: usize) -> Body {
    Body::new(Pieces { piece: Bytes::from(vec![b'x'; bytes]), left: count, ends: true })
}

fn free(memory: &BodyMemory) -> usize {
    memory.0.available_permits()
}

fn failure(outcome: Result<ReceivedBody, Failure>) -> Failure {
    outcome.map(|_| ()).unwrap_err()
}

#[tokio::test]
async fn a_body_in_single_octets_costs_its_size() {
    let memory = BodyMemory::default();
    let before = free(&memory);
    let body = memory.take_in(pieces(1, BODY_BYTES_MAX)).await.ok().unwrap();
    assert_eq!(body.as_slice().len(), BODY_BYTES_MAX);
    assert!(body.bytes.capacity() <= BODY_BYTES_MAX);
    assert_eq!(before - free(&memory), BODY_BYTES_MAX);
    drop(body);
    assert_eq!(free(&memory), before);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_announced_or_not() {
    let memory = BodyMemory::default();
    let before = free(&memory);
    assert_eq!(failure(memory.take_in(pieces(1, BODY_BYTES_MAX + 1)).await), Failure::body_too_large());
    let announced = Body::from(vec![0; BODY_BYTES_MAX + 1]);
    assert_eq!(failure(memory.take_in(announced).await), Failure::body_too_large());
    assert!(memory.take_in(Body::from(vec![0; BODY_BYTES_MAX])).await.is_ok());
    assert_eq!(free(&memory), before);
}

#[tokio::test]
async fn bodies_beyond_the_memory_for_all_are_told_to_come_back() {
    let memory = BodyMemory::of(4 * BODY_BYTES_MIN);
    let first = memory.take_in(pieces(BODY_BYTES_MIN, 2)).await.ok().unwrap();
    let second = memory.take_in(pieces(BODY_BYTES_MIN, 1)).await.ok().unwrap();
    assert_eq!(failure(memory.take_in(pieces(1, BODY_BYTES_MIN + 1)).await), Failure::throttled());
    let third = memory.take_in(pieces(1, BODY_BYTES_MIN)).await.ok().unwrap();
    assert_eq!(free(&memory), 0);
    drop((first, second, third));
    assert!(memory.take_in(pieces(BODY_BYTES_MIN, 4)).await.is_ok());
}

#[tokio::test]
async fn no_body_takes_no_memory() {
    let memory = BodyMemory::of(0);
    assert!(memory.take_in(Body::empty()).await.is_ok_and(|body| body.as_slice().is_empty()));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_given_up_and_its_memory_with_it() {
    let memory = BodyMemory::default();
    let before = free(&memory);
    let began = tokio::time::Instant::now();
    let body = Body::new(Pieces { piece: Bytes::from_static(b"{"), left: 1, ends: false });
    assert_eq!(failure(memory.take_in(body).await), Failure::unreadable());
    assert!(began.elapsed() >= BODY_TIME_MAX);
    assert_eq!(free(&memory), before);
}
