//! The operations of Strongroom's own service.

mod explain_access;
mod explained;
mod list_access;

use store::Transaction;
use wire::strongroom::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::ExplainAccess(request) => explain_access::answer(tx, call, request).await?.into(),
        Request::ListAccess(request) => list_access::answer(tx, call, request).await?.into(),
    })
}
