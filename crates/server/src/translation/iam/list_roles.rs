//! `ListRoles`.

use iam::operations::{ListRoles, list_roles};
use store::Transaction;
use wire::iam::list_roles::{Request, Response};

use super::{listed_role, on_account, page_asked};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let authorized = on_account::<ListRoles>(call)?;
    let page = list_roles(tx, &authorized, request.path_prefix.as_deref().unwrap_or("/"), &asked).await?;
    let mut roles = Vec::new();
    for role in &page.items {
        roles.push(listed_role(tx, call, role).await?);
    }
    Ok(Response { roles, marker: page.marker.map(token_out) })
}
