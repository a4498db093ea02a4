//! `EnableKey`.

use kms::KeyReach;
use kms::operations::{EnableKey, enable_key};
use store::Transaction;
use wire::kms::enable_key::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<EnableKey>(tx, call, &request.key_id, reach, &()).await?;
    enable_key(tx, &authorized)?;
    Ok(Response)
}
