//! `RotateKeyOnDemand`.

use kms::KeyReach;
use kms::operations::{RotateKeyOnDemand, rotate_key_on_demand};
use store::Transaction;
use wire::kms::rotate_key_on_demand::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<RotateKeyOnDemand>(tx, call, &request.key_id, reach, &()).await?;
    let id = rotate_key_on_demand(tx, &authorized)?;
    Ok(Response { key_id: id.to_string() })
}
