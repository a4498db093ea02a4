//! Whether the process lives, and whether it can serve.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;

use crate::Server;
use crate::listener::Front;

/// `GET /health`: the process answers.
pub(crate) async fn health() -> (StatusCode, &'static str) {
    (StatusCode::OK, "ok\n")
}

/// `GET /ready`: the store answers and no shutdown has begun. Load balancers send traffic only then.
pub(crate) async fn ready(State(front): State<Front>) -> (StatusCode, &'static str) {
    if front.shutdown.has_begun() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    if front.server.integrity.is_damaged() {
        return (StatusCode::SERVICE_UNAVAILABLE, "the store is damaged\n");
    }
    match answers(&front.server).await {
        true => (StatusCode::OK, "ready\n"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n"),
    }
}

async fn answers(server: &Arc<Server>) -> bool {
    server.store.transact(&crate::composition::FirstKey).await.is_ok_and(|first| first.is_some())
}
