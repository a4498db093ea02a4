//! `ListOpenIDConnectProviderTags`.

use iam::operations::{ListOpenIDConnectProviderTags, list_provider_tags};
use store::Transaction;
use wire::iam::list_open_id_connect_provider_tags::{Request, Response};

use super::paging::{asked, marker};
use super::providers::authorize_provider;
use super::wire_tags;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<ListOpenIDConnectProviderTags>(tx, call, arn, &()).await?;

    let page = asked(request.marker.as_deref(), request.max_items)?;
    let page = list_provider_tags(tx, &authorized, &page)?;
    Ok(Response {
        tags: wire_tags(&page.items),
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}
