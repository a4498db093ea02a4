//! `CancelKeyDeletion`.

use kms::KeyReach;
use kms::operations::{CancelKeyDeletion, cancel_key_deletion};
use store::Transaction;
use wire::kms::cancel_key_deletion::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<CancelKeyDeletion>(tx, call, &request.key_id, reach, &()).await?;
    let key = cancel_key_deletion(tx, &authorized)?;
    Ok(Response { key_id: key.arn(authorized.subject().tenant()) })
}
