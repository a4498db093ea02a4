//! `GetRole`.

use iam::operations::{GetRole, get_role};
use store::Transaction;
use wire::iam::get_role::{Request, Response};

use super::{full_role, on_role};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let role = get_role(&on_role::<GetRole>(tx, call, &request.role_name, &()).await?)?;
    Ok(Response { role: full_role(tx, call, &role).await? })
}
