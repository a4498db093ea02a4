//! `ListRoleTags`.

use iam::operations::{ListRoleTags, list_role_tags};
use store::Transaction;
use wire::iam::list_role_tags::{Request, Response};

use super::{on_role, page_asked, wire_tags};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let authorized = on_role::<ListRoleTags>(tx, call, &request.role_name, &()).await?;
    let page = list_role_tags(tx, &authorized, &asked)?;
    Ok(Response { tags: wire_tags(&page.items), marker: page.marker.map(token_out) })
}
