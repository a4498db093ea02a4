//! The operations of STS.

mod get_caller_identity;

use store::Transaction;
use wire::sts::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
#[expect(clippy::unused_async, reason = "what begins a session looks into the store")]
pub(crate) async fn answer(
    _tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::GetCallerIdentity(_) => get_caller_identity::answer(call).into(),
    })
}
