//! `ListUsers`.

use iam::operations::{ListUsers, list_users};
use store::Transaction;
use wire::iam::list_users::{Request, Response};

use super::{listed_user, on_account, page_asked};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let authorized = on_account::<ListUsers>(call)?;
    let page = list_users(tx, &authorized, request.path_prefix.as_deref().unwrap_or("/"), &asked).await?;
    let users = page.items.iter().map(|user| listed_user(call, user)).collect();
    Ok(Response { users, marker: page.marker.map(token_out) })
}
