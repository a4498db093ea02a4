//! `DeleteRole`.

use iam::operations::{DeleteRole, delete_role};
use store::Transaction;
use wire::iam::delete_role::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<DeleteRole>(tx, call, &request.role_name, &()).await?;
    delete_role(tx, &authorized).await?;
    Ok(Response)
}
