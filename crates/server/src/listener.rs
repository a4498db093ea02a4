//! Connections: accepted within limits, spoken to in HTTP/1.1 or HTTP/2, over TLS or on loopback, and finished in peace.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use store::Engine;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::limits::{
    CONNECTIONS_MAX, HANDSHAKE_TIME_MAX, HEADER_BUFFER_BYTES, HEADER_LIST_BYTES_MAX, HEADER_TIME_MAX,
    HEADERS_MAX, SHUTDOWN_TIME_MAX, STREAMS_PER_CONNECTION_MAX,
};
use crate::request::receive::{Peer, RawRequest};
use crate::settings::Listener;
use crate::tls::{Certificate, CertificateError};
use crate::{Server, Shutdown, duties, health, operator, request};

/// Why a server does not listen (the operator's fault, unless the network's).
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address is taken, or not one of this machine.
    #[error("cannot listen on {address}")]
    Address {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The operator's socket could not be made.
    #[error("the operator's socket could not be made")]
    Operator(#[source] io::Error),
    /// Calls would cross a network in the clear.
    #[error(
        "{address} is no loopback address: plaintext is served on loopback only, elsewhere a certificate is needed"
    )]
    PlaintextOffLoopback {
        /// The address.
        address: SocketAddr,
    },
    /// The test clock could be moved by somebody else's server.
    #[error("{address} is no loopback address: the test clock is for loopback only")]
    TestClockOffLoopback {
        /// The address.
        address: SocketAddr,
    },
}

/// A server that listens.
#[derive(Debug)]
pub struct Serving {
    /// Where, with the port that was taken.
    pub address: SocketAddr,
    finished: tokio::task::JoinHandle<()>,
}

impl Serving {
    /// Waits until everything that was accepted has been answered, and all duties rest.
    pub async fn finished(self) {
        if let Err(failure) = self.finished.await {
            tracing::error!(error = %failure, "the listener ended badly");
        }
    }
}

/// What a request handler holds.
#[derive(Clone)]
pub(crate) struct Front {
    pub(crate) server: Arc<Server>,
    pub(crate) shutdown: Shutdown,
}

/// Listens, and does what is owed, until `shutdown` begins.
///
/// # Errors
///
/// See [`ListenError`].
pub async fn serve(
    server: Arc<Server>,
    listener: Listener,
    shutdown: Shutdown,
) -> Result<Serving, ListenError> {
    listener.check(server.test_clock)?;
    let certificate = listener.tls.map(Certificate::load).transpose()?;
    let failed = |source| ListenError::Address { address: listener.address, source };
    let socket = TcpListener::bind(listener.address).await.map_err(failed)?;
    let address = socket.local_addr().map_err(failed)?;
    let operator = operator::Socket::open(&server.data).map_err(ListenError::Operator)?;
    if let Some(certificate) = certificate.clone() {
        tokio::spawn(certificate.follow(shutdown.clone()));
    }
    let front = Front { server, shutdown };
    let finished = tokio::spawn(run(front, socket, certificate, operator));
    Ok(Serving { address, finished })
}

impl Listener {
    /// Refuses what would be dangerous off loopback. To be asked before a data folder is opened, too: whoever mistyped an
    /// address should not find a first key made.
    ///
    /// # Errors
    ///
    /// - [`ListenError::PlaintextOffLoopback`]: no certificate, and an address that others reach.
    /// - [`ListenError::TestClockOffLoopback`]: a clock that can be moved, and an address that others reach.
    pub fn check(&self, test_clock: bool) -> Result<(), ListenError> {
        let address = self.address;
        match (address.ip().is_loopback(), &self.tls) {
            (false, _) if test_clock => Err(ListenError::TestClockOffLoopback { address }),
            (false, None) => Err(ListenError::PlaintextOffLoopback { address }),
            (true | false, Some(_)) | (true, None) => Ok(()),
        }
    }
}

async fn run(
    front: Front,
    socket: TcpListener,
    certificate: Option<Certificate>,
    operator: operator::Socket,
) {
    let duties = tokio::spawn(duties::run(Arc::clone(&front.server), front.shutdown.clone()));
    let catalogue = tokio::spawn(duties::catalogue::run(Arc::clone(&front.server), front.shutdown.clone()));
    let operator = tokio::spawn(operator.run(Arc::clone(&front.server), front.shutdown.clone()));
    let connections = GracefulShutdown::new();
    accept(&front, &socket, certificate, &connections).await;
    drop(socket);
    if timeout(SHUTDOWN_TIME_MAX, connections.shutdown()).await.is_err() {
        tracing::warn!("some connections did not finish in time and were cut");
    }
    for task in [duties, catalogue, operator] {
        if let Err(failure) = task.await {
            tracing::error!(error = %failure, "a background task ended badly");
        }
    }
    if let Err(failure) = front.server.engine.close().await {
        tracing::error!(error = %failure, "the store was not closed cleanly");
    }
}

async fn accept(
    front: &Front,
    socket: &TcpListener,
    certificate: Option<Certificate>,
    connections: &GracefulShutdown,
) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let router = router(front.clone());
    loop {
        let Some((stream, peer, place)) = next(front, socket, &places).await else { return };
        let router = router.clone();
        let watcher = connections.watcher();
        let certificate = certificate.clone();
        tokio::spawn(async move {
            let _place: OwnedSemaphorePermit = place;
            match certificate {
                None => converse(stream, peer, router, watcher).await,
                Some(certificate) => {
                    match timeout(HANDSHAKE_TIME_MAX, certificate.acceptor().accept(stream)).await {
                        Ok(Ok(stream)) => {
                            converse(stream, Peer { secure: true, ..peer }, router, watcher).await
                        }
                        Ok(Err(failure)) => tracing::debug!(error = %failure, "a TLS handshake failed"),
                        Err(_) => tracing::debug!("a TLS handshake took too long"),
                    }
                }
            }
        });
    }
}

/// The next connection, with its place among those served at once; nothing once the server is to stop.
async fn next(
    front: &Front,
    socket: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let stopping = front.shutdown.begun();
    tokio::pin!(stopping);
    loop {
        let place = tokio::select! {
            () = &mut stopping => return None,
            place = Arc::clone(places).acquire_owned() => place.ok()?,
        };
        let accepted = tokio::select! {
            () = &mut stopping => return None,
            accepted = socket.accept() => accepted,
        };
        match accepted {
            Ok((stream, address)) => {
                // Answers are written whole; waiting to fill a packet would only delay them.
                let _ = stream.set_nodelay(true);
                return Some((stream, Peer { ip: canonical(address.ip()), secure: false }, place));
            }
            // Out of descriptors, or the peer is gone already: nothing that the next round could not outlive.
            Err(failure) => {
                tracing::warn!(error = %failure, "a connection was not accepted");
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    }
}

/// An IPv4 address that came through an IPv6 socket, as itself.
fn canonical(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}

async fn converse<S>(stream: S, peer: Peer, router: Router, watcher: hyper_util::server::graceful::Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME_MAX)
        .max_buf_size(HEADER_BUFFER_BYTES)
        .max_headers(HEADERS_MAX);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_PER_CONNECTION_MAX)
        .max_header_list_size(HEADER_LIST_BYTES_MAX);
    let router = router.layer(axum::Extension(peer));
    let connection =
        builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).into_owned();
    if let Err(failure) = watcher.watch(connection).await {
        tracing::debug!(error = %failure, "a connection broke off");
    }
}

fn router(front: Front) -> Router {
    Router::new()
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .fallback(call)
        .with_state(front)
}

async fn call(State(front): State<Front>, peer: axum::Extension<Peer>, request: Request<Body>) -> Response {
    let raw = RawRequest::take_in(request, peer.0).await;
    request::serve(&front.server, raw).await
}
