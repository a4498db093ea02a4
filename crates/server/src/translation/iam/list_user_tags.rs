//! `ListUserTags`.

use iam::operations::{ListUserTags, list_user_tags};
use store::Transaction;
use wire::iam::list_user_tags::{Request, Response};

use super::{on_user, page_asked, wire_tags};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let authorized = on_user::<ListUserTags>(tx, call, &request.user_name, &()).await?;
    let page = list_user_tags(tx, &authorized, &asked)?;
    Ok(Response { tags: wire_tags(&page.items), marker: page.marker.map(token_out) })
}
