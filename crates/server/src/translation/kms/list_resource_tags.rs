//! `ListResourceTags`.

use kms::KeyReach;
use kms::operations::{ListResourceTags, list_resource_tags};
use store::Transaction;
use wire::kms::Tag;
use wire::kms::list_resource_tags::{Request, Response};

use super::{authorize, entry_pages};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<ListResourceTags>(tx, call, &request.key_id, reach, &()).await?;
    let pages = entry_pages(request.limit, request.marker.as_deref())?;
    let page = list_resource_tags(tx, &authorized, &pages)?;
    let tag = |tag: &iam::Tag| Tag { tag_key: tag.key.clone(), tag_value: tag.value.clone() };
    Ok(Response {
        tags: page.items.iter().map(tag).collect(),
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}
