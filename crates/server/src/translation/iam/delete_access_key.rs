//! `DeleteAccessKey`.

use iam::operations::{DeleteAccessKey, delete_access_key};
use store::Transaction;
use wire::iam::delete_access_key::{Request, Response};

use super::{access_key_id, key_holder};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = access_key_id(&request.access_key_id)?;
    let holder = key_holder(tx, call, request.user_name.as_deref()).await?;
    let authorized = iam::authorize::<DeleteAccessKey>(&call.caller, holder, &())?;
    delete_access_key(tx, &authorized, &id).await?;
    Ok(Response)
}
