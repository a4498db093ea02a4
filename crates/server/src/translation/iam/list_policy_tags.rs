//! `ListPolicyTags`.

use iam::operations::{ListPolicyTags, list_policy_tags};
use store::Transaction;
use wire::iam::list_policy_tags::{Request, Response};

use super::paging::{asked, marker};
use super::policies::authorize_policy;
use super::wire_tags;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<ListPolicyTags>(tx, call, &request.policy_arn, &()).await?;

    let page = asked(request.marker.as_deref(), request.max_items)?;
    let page = list_policy_tags(tx, &authorized, &page)?;
    Ok(Response {
        tags: wire_tags(&page.items),
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}
