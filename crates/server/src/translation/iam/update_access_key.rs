//! `UpdateAccessKey`.

use iam::KeyStatus;
use iam::operations::{UpdateAccessKey, update_access_key};
use store::Transaction;
use wire::iam::Status;
use wire::iam::update_access_key::{Request, Response};

use super::{access_key_id, key_holder};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = access_key_id(&request.access_key_id)?;
    let status = match request.status {
        Status::Active => KeyStatus::Active,
        Status::Inactive => KeyStatus::Inactive,
    };
    let holder = key_holder(tx, call, request.user_name.as_deref()).await?;
    let authorized = iam::authorize::<UpdateAccessKey>(&call.caller, holder, &())?;
    update_access_key(tx, &authorized, &id, status).await?;
    Ok(Response)
}
