//! `UpdateKeyDescription`.

use kms::KeyReach;
use kms::operations::{UpdateKeyDescription, update_key_description};
use store::Transaction;
use wire::kms::update_key_description::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<UpdateKeyDescription>(tx, call, &request.key_id, reach, &()).await?;
    update_key_description(tx, &authorized, &request.description)?;
    Ok(Response)
}
