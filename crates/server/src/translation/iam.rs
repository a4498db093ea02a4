//! The operations of IAM.

mod get_user;

use store::Transaction;
use wire::iam::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::GetUser(request) => get_user::answer(tx, call, request).await?.into(),
    })
}
