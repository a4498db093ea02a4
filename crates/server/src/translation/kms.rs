//! The operations of KMS.

mod generate_random;

use store::Transaction;
use wire::kms::{Request, Response};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
#[expect(clippy::unused_async, reason = "what is done with a key looks into the store")]
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::GenerateRandom(request) => generate_random::answer(tx, call, request)?.into(),
    })
}
