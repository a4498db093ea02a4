//! `UpdateRole`.

use iam::operations::{UpdateRole, update_role};
use store::Transaction;
use wire::iam::update_role::{Request, Response};

use super::{on_role, seconds};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<UpdateRole>(tx, call, &request.role_name, &()).await?;
    let session_seconds_max = request.max_session_duration.and_then(seconds);
    update_role(tx, &authorized, request.description.clone(), session_seconds_max)?;
    Ok(Response)
}
