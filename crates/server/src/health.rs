//! Whether the process lives, and whether it can serve.

use http::StatusCode;

use crate::Server;
use crate::limits::DUTY_INTERVAL;
use crate::listener::Front;

/// `GET /health`: the process answers, sealed or open. Ending one that is sealed would help nobody.
pub(crate) fn health(front: &Front) -> (StatusCode, &'static str) {
    (StatusCode::OK, if front.gate.server().is_some() { "ok\n" } else { "sealed\n" })
}

/// `GET /ready`: the server is open, the store answers and takes writes, and no shutdown has begun. Load balancers send traffic only then.
pub(crate) async fn ready(front: &Front) -> (StatusCode, String) {
    let complaint = match front.gate.server() {
        _ if front.shutdown.has_begun() => Some("stopping"),
        Some(server) => complaint(server).await,
        None => Some("sealed"),
    };
    match complaint {
        None => (StatusCode::OK, "ready\n".to_owned()),
        Some(complaint) => (StatusCode::SERVICE_UNAVAILABLE, format!("{complaint}\n")),
    }
}

/// What is wrong with the store or the trail, if anything is.
pub(crate) async fn complaint(server: &Server) -> Option<&'static str> {
    if server.integrity.is_damaged() {
        return Some("the store is damaged");
    }
    if !server.engine.is_writable() {
        return Some("the store takes no more writes");
    }
    if server.recorder.is_failing() {
        return Some("the audit trail cannot be written");
    }
    (!answers(server).await).then_some("the store does not answer")
}

/// Begins the shutdown once the store takes no more writes: it does again when it is opened anew, which a new process does.
pub(crate) async fn stop_once_unwritable(front: Front) {
    let mut ticks = tokio::time::interval(DUTY_INTERVAL);
    while front.gate.engine.is_writable() {
        tokio::select! {
            () = front.shutdown.begun() => return,
            _ = ticks.tick() => {}
        }
    }
    tracing::error!("the store takes no more writes; the server stops, to be started again");
    front.shutdown.begin();
}

async fn answers(server: &Server) -> bool {
    server.store.transact(&crate::accounts::FirstAccount).await.is_ok_and(|first| first.is_some())
}
