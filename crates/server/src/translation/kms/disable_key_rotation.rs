//! `DisableKeyRotation`.

use kms::KeyReach;
use kms::operations::{DisableKeyRotation, disable_key_rotation};
use store::Transaction;
use wire::kms::disable_key_rotation::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<DisableKeyRotation>(tx, call, &request.key_id, reach, &()).await?;
    disable_key_rotation(tx, &authorized)?;
    Ok(Response)
}
