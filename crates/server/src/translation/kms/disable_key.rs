//! `DisableKey`.

use kms::KeyReach;
use kms::operations::{DisableKey, disable_key};
use store::Transaction;
use wire::kms::disable_key::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<DisableKey>(tx, call, &request.key_id, reach, &()).await?;
    disable_key(tx, &authorized)?;
    Ok(Response)
}
