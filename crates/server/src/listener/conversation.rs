//! One connection, spoken to in HTTP/1.1 or HTTP/2: how it begins, how long it may keep silent, how it ends.
//!
//! Knows neither TLS nor what is asked.

use std::convert::Infallible;
use std::error::Error;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body;
use http::{Request, Response};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep;

use crate::Shutdown;
use crate::chain::Chain;
use crate::limits::{
    FAREWELL_TIME_MAX, FIRST_CALL_TIME_MAX, HEADER_BUFFER_BYTES, HEADER_LIST_BYTES_MAX, HEADERS_MAX,
    HTTP2_CONNECTION_WINDOW_BYTES, HTTP2_PING_INTERVAL, HTTP2_PING_TIME_MAX, HTTP2_STREAM_WINDOW_BYTES,
    QUIET_TIME_MAX, STREAMS_PER_CONNECTION_MAX,
};

/// Serves what is asked on `stream`, until its peer has had enough, keeps silent for too long, or the server stops.
pub(super) async fn converse<S, F, A>(stream: S, answer: F, shutdown: &Shutdown)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    F: Fn(Request<Incoming>) -> A,
    A: Future<Output = Response<Body>> + Send + 'static,
{
    let calls = Arc::new(Calls::default());
    let begun = Arc::clone(&calls);
    let service = service_fn(move |request: Request<Incoming>| {
        let call = Call::begin(&begun);
        let answer = answer(request);
        // The call lasts until its answer's body is on its way.
        async move {
            let answer = answer.await.map(|body| body.map_err(move |failure| call.pass(failure)));
            Ok::<_, Infallible>(answer)
        }
    });
    let builder = builder();
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let stopping = tokio::select! {
        ended = connection.as_mut() => return report(ended),
        () = calls.cease() => false,
        () = shutdown.begun() => true,
    };
    connection.as_mut().graceful_shutdown();
    tokio::select! {
        ended = connection.as_mut() => report(ended),
        () = calls.farewell(stopping) => tracing::debug!("a silent connection was cut"),
    }
}

fn report(ended: Result<(), Box<dyn Error + Send + Sync>>) {
    if let Err(failure) = ended {
        tracing::debug!(error = %Chain(&*failure), "a connection broke off");
    }
}

fn builder() -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        // It would count an idle connection's time as well. `Calls` bounds both.
        .header_read_timeout(None)
        .max_buf_size(HEADER_BUFFER_BYTES)
        .max_headers(HEADERS_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .initial_connection_window_size(HTTP2_CONNECTION_WINDOW_BYTES)
        .initial_stream_window_size(HTTP2_STREAM_WINDOW_BYTES)
        .keep_alive_interval(HTTP2_PING_INTERVAL)
        .keep_alive_timeout(HTTP2_PING_TIME_MAX)
        .max_concurrent_streams(STREAMS_PER_CONNECTION_MAX)
        .max_header_list_size(HEADER_LIST_BYTES_MAX);
    builder
}

/// The calls of one connection, counted: cheaper for each of them than a clock reading or a wake-up.
#[derive(Debug, Default)]
struct Calls {
    begun: AtomicU64,
    ended: AtomicU64,
}

impl Calls {
    fn in_flight(&self) -> bool {
        // In this order, so that a call that ends in between counts as one that has not.
        let ended = self.ended.load(Ordering::SeqCst);
        self.begun.load(Ordering::SeqCst) != ended
    }

    /// How many calls have begun and ended.
    fn events(&self) -> u64 {
        self.begun.load(Ordering::SeqCst) + self.ended.load(Ordering::SeqCst)
    }

    /// Waits until nothing has happened for too long. A call whose answer nobody takes is nothing happening, too.
    async fn cease(&self) {
        sleep(FIRST_CALL_TIME_MAX).await;
        let mut seen = 0;
        while self.events() != seen {
            seen = self.events();
            sleep(QUIET_TIME_MAX).await;
        }
    }

    /// Waits until the connection has had its time to end. What was accepted is finished, if the server is `stopping`.
    async fn farewell(&self, stopping: bool) {
        sleep(FAREWELL_TIME_MAX).await;
        while stopping && self.in_flight() {
            sleep(FAREWELL_TIME_MAX).await;
        }
    }
}

/// A call in flight.
#[derive(Debug)]
struct Call(Arc<Calls>);

impl Call {
    fn begin(calls: &Arc<Calls>) -> Self {
        calls.begun.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(calls))
    }

    /// Passes on whatever it is given, so that a closure that does so holds the call.
    fn pass<T>(&self, anything: T) -> T {
        anything
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests;
