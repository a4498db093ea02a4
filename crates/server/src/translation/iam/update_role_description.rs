//! `UpdateRoleDescription`.

use iam::operations::{UpdateRoleDescription, update_role_description};
use store::Transaction;
use wire::iam::update_role_description::{Request, Response};

use super::{full_role, on_role};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<UpdateRoleDescription>(tx, call, &request.role_name, &()).await?;
    let role = update_role_description(tx, &authorized, &request.description)?;
    Ok(Response { role: full_role(tx, call, &role).await? })
}
