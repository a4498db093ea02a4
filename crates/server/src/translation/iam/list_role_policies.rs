//! `ListRolePolicies`.

use iam::operations::{ListRolePolicies, list_role_policies};
use store::Transaction;
use wire::iam::list_role_policies::{Request, Response};

use super::{on_role, page_asked};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let authorized = on_role::<ListRolePolicies>(tx, call, &request.role_name, &()).await?;
    let page = list_role_policies(tx, &authorized, &asked)?;
    Ok(Response { policy_names: page.items, marker: page.marker.map(token_out) })
}
