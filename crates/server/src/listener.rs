//! Connections: accepted within limits, over TLS or on loopback, and finished in peace.

mod conversation;
mod peers;
mod steady;

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{Method, Request};
use hyper::body::Incoming;
use rustix::process::{Resource, getrlimit};
use store::Engine;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use self::conversation::converse;
use self::peers::{Counted, Peers};
use self::steady::Steady;
use crate::chain::Chain;
use crate::limits::{
    ACCEPT_PAUSE, CONNECTIONS_MAX, DESCRIPTORS_RESERVED, HANDSHAKE_TIME_MAX, LAST_HEAD_TIME_MAX,
    SHUTDOWN_TIME_MAX,
};
use crate::repeated::Repeated;
use crate::request::body::BodyMemory;
use crate::request::receive::{Peer, RawRequest};
use crate::request::reply;
use crate::sealing::Gate;
use crate::settings::Listener;
use crate::tls::{Certificate, CertificateError, Protection};
use crate::{Keeper, Server, Shutdown, StartError, duties, health, operator, request, sealing};

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

/// Why a server ended that nobody told to.
#[derive(Debug, thiserror::Error)]
pub enum ServingError {
    /// A flaw of ours ended the listener.
    #[error("the listener ended badly")]
    Broken(#[from] tokio::task::JoinError),
    /// The server was sealed, and could not be opened once its root key provider answered.
    #[error("the server could not be unsealed")]
    Sealed(#[from] StartError),
    /// The store takes no more writes. What the disk holds is certain again once it is opened anew (the medium's fault).
    #[error("the store takes no more writes: check the disk and start again")]
    Unwritable,
}

/// A server that listens.
#[derive(Debug)]
pub struct Serving {
    /// Where, with the port that was taken.
    pub address: SocketAddr,
    finished: tokio::task::JoinHandle<Result<(), ServingError>>,
}

impl Serving {
    /// Waits until everything that was accepted has been answered, and all duties rest.
    ///
    /// # Errors
    ///
    /// See [`ServingError`]. Whoever supervises the process should start it again.
    pub async fn finished(self) -> Result<(), ServingError> {
        self.finished.await?
    }
}

/// What a request handler holds.
#[derive(Clone)]
pub(crate) struct Front {
    pub(crate) gate: Arc<Gate>,
    pub(crate) shutdown: Shutdown,
    bodies: BodyMemory,
}

/// Listens, and does what is owed, until `shutdown` begins.
///
/// # Errors
///
/// See [`ListenError`].
pub async fn serve(keeper: Keeper, listener: Listener, shutdown: Shutdown) -> Result<Serving, ListenError> {
    let gate = Arc::clone(&keeper.gate);
    listener.check(gate.test_clock)?;
    let certificate = listener.tls.map(Certificate::load).transpose()?;
    let failed = |source| ListenError::Address { address: listener.address, source };
    let socket = TcpListener::bind(listener.address).await.map_err(failed)?;
    let address = socket.local_addr().map_err(failed)?;
    let operator = operator::Socket::open(&gate.data).map_err(ListenError::Operator)?;
    if let Some(certificate) = certificate.clone() {
        tokio::spawn(certificate.follow(shutdown.clone()));
    }
    let front = Front { gate, shutdown, bodies: BodyMemory::default() };
    let finished = tokio::spawn(run(front, keeper, Doors { socket, certificate, operator }));
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

/// Where clients and operators come in.
struct Doors {
    socket: TcpListener,
    certificate: Option<Certificate>,
    operator: operator::Socket,
}

async fn run(front: Front, keeper: Keeper, doors: Doors) -> Result<(), ServingError> {
    let shutdown = front.shutdown.clone();
    let operator = tokio::spawn(doors.operator.run(Arc::clone(&front.gate), shutdown.clone()));
    let background = tokio::spawn(Background::begin(keeper, shutdown));
    let writable = tokio::spawn(health::stop_once_unwritable(front.clone()));
    accept(&front, doors.socket, doors.certificate).await;
    let background = background.await?;
    for task in [operator, writable] {
        if let Err(failure) = task.await {
            tracing::error!(error = %failure, "a background task ended badly");
        }
    }
    let outcome = match background {
        Ok(Some(background)) => {
            background.finish().await;
            Ok(())
        }
        Ok(None) => Ok(()),
        Err(failure) => Err(failure),
    };
    let writable = front.gate.engine.is_writable();
    if let Err(failure) = front.gate.engine.close().await {
        tracing::error!(error = %Chain(&failure), "the store was not closed cleanly");
    }
    outcome?;
    writable.then_some(()).ok_or(ServingError::Unwritable)
}

/// What an open server does beside answering.
struct Background {
    server: Arc<Server>,
    tasks: [JoinHandle<()>; 2],
    trail: JoinHandle<()>,
    drained: Shutdown,
}

impl Background {
    /// Waits until the server is open, and begins; nothing if the process is to stop before that.
    async fn begin(keeper: Keeper, shutdown: Shutdown) -> Result<Option<Self>, StartError> {
        let opened = keeper.open(&shutdown).await.inspect_err(|_| shutdown.begin())?;
        Ok(opened.map(|server| {
            let duties = tokio::spawn(duties::run(Arc::clone(&server), shutdown.clone()));
            let catalogue = tokio::spawn(duties::catalogue::run(Arc::clone(&server), shutdown));
            // Calls that are still finished have their records signed for, too.
            let drained = Shutdown::default();
            let trail = tokio::spawn(duties::keep_trail(Arc::clone(&server), drained.clone()));
            Self { server, tasks: [duties, catalogue], trail, drained }
        }))
    }

    /// Ends once no call is left.
    async fn finish(self) {
        self.drained.begin();
        let stuck = self.trail.abort_handle();
        if timeout(LAST_HEAD_TIME_MAX, self.trail).await.is_err() {
            tracing::warn!("the disk does not confirm what the audit trail wrote");
            stuck.abort();
        }
        for task in self.tasks {
            if let Err(failure) = task.await {
                tracing::error!(error = %failure, "a background task ended badly");
            }
        }
        if timeout(LAST_HEAD_TIME_MAX, self.server.recorder.close(&self.server.store)).await.is_err() {
            tracing::warn!("the audit trail's last head was not signed in time");
        }
    }
}

/// A connection that was accepted, with its places among all and among those of its peer.
struct Accepted {
    stream: Steady<TcpStream>,
    peer: Peer,
    _places: (OwnedSemaphorePermit, Counted),
}

/// Serves connections until the server is to stop, and then until the last one has ended.
async fn accept(front: &Front, socket: TcpListener, certificate: Option<Certificate>) {
    let connections_max = connections_max();
    let places = Arc::new(Semaphore::new(connections_max));
    let mut door = Door::new(&places, connections_max);
    loop {
        let accepted = tokio::select! {
            () = front.shutdown.begun() => break,
            accepted = door.next(&socket) => accepted,
        };
        tokio::spawn(attend(accepted, certificate.clone(), front.clone()));
    }
    drop(socket);
    let all = u32::try_from(connections_max).unwrap_or(u32::MAX);
    if timeout(SHUTDOWN_TIME_MAX, places.acquire_many(all)).await.is_err() {
        tracing::warn!("some connections did not finish in time and were cut");
    }
}

/// How many connections there is room for: the store needs descriptors, too.
fn connections_max() -> usize {
    let descriptors = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let room = usize::try_from(descriptors.saturating_sub(DESCRIPTORS_RESERVED)).unwrap_or(CONNECTIONS_MAX);
    if room < CONNECTIONS_MAX {
        tracing::warn!(
            descriptors,
            "the limit of open files leaves room for fewer connections than could be served"
        );
    }
    room.clamp(1, CONNECTIONS_MAX)
}

/// Where connections come in.
struct Door {
    places: Arc<Semaphore>,
    peers: Peers,
    crowded: Repeated,
    failed: Repeated,
}

impl Door {
    fn new(places: &Arc<Semaphore>, connections_max: usize) -> Self {
        Self {
            places: Arc::clone(places),
            peers: Peers::of(connections_max),
            crowded: Repeated::default(),
            failed: Repeated::default(),
        }
    }

    /// The next connection that there is room for.
    async fn next(&mut self, socket: &TcpListener) -> Accepted {
        loop {
            // The semaphore is never closed.
            let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { continue };
            match socket.accept().await {
                Ok((stream, address)) => {
                    // An IPv4 address that came through an IPv6 socket, as itself.
                    let ip = address.ip().to_canonical();
                    if let Some(counted) = self.peers.count(ip) {
                        // Answers are written whole; waiting to fill a packet would only delay them.
                        let _ = stream.set_nodelay(true);
                        let (stream, peer) = (Steady::new(stream), Peer { ip, tls: None });
                        return Accepted { stream, peer, _places: (place, counted) };
                    }
                    if let Some(count) = self.crowded.once_more() {
                        tracing::warn!(%ip, count, "a peer has too many connections; a further one was closed");
                    }
                }
                // Out of descriptors, or the peer is gone already: nothing that the next round could not outlive.
                Err(failure) => {
                    if let Some(count) = self.failed.once_more() {
                        tracing::warn!(error = %Chain(&failure), count, "a connection was not accepted");
                    }
                    sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }
}

/// Serves one connection to its end.
async fn attend(accepted: Accepted, certificate: Option<Certificate>, front: Front) {
    let Accepted { stream, peer, _places } = accepted;
    let shutdown = front.shutdown.clone();
    let Some(certificate) = certificate else {
        return converse(stream, answering(front, peer), &shutdown).await;
    };
    let shaken = tokio::select! {
        () = shutdown.begun() => return,
        shaken = timeout(HANDSHAKE_TIME_MAX, certificate.acceptor().accept(stream)) => shaken,
    };
    match shaken {
        Ok(Ok(stream)) => {
            let peer = Peer { tls: Some(Protection::of(&stream)), ..peer };
            converse(stream, answering(front, peer), &shutdown).await;
        }
        Ok(Err(failure)) => tracing::debug!(error = %Chain(&failure), "a TLS handshake failed"),
        Err(_) => tracing::debug!("a TLS handshake took too long"),
    }
}

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Answers what comes from a peer. Two paths need no router, and a call should not pay for one.
fn answering(front: Front, peer: Peer) -> impl Fn(Request<Incoming>) -> Answering {
    move |request| {
        let front = front.clone();
        Box::pin(async move {
            match (request.method(), request.uri().path()) {
                (&Method::GET | &Method::HEAD, "/health") => health::health(&front).into_response(),
                (&Method::GET | &Method::HEAD, "/ready") => health::ready(&front).await.into_response(),
                _ => {
                    let raw = RawRequest::take_in(request.map(Body::new), peer, &front.bodies).await;
                    match front.gate.server() {
                        Some(server) => request::attend(server, raw).await,
                        None => reply::encode(&raw, None, Err(sealing::refusal().into())),
                    }
                }
            }
        })
    }
}
