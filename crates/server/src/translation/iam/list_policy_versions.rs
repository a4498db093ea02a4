//! `ListPolicyVersions`.

use iam::PolicyVersion;
use iam::operations::{ListPolicyVersions, list_policy_versions};
use store::Transaction;
use wire::iam::list_policy_versions::{Request, Response};

use super::paging::{asked, marker};
use super::policies::authorize_policy;
use super::policies::wire_version;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<ListPolicyVersions>(tx, call, &request.policy_arn, &()).await?;

    let page = asked(request.marker.as_deref(), request.max_items)?;
    let (policy, page) = list_policy_versions(tx, &authorized, &page)?;
    let listed = |version: &PolicyVersion| wire_version(version, version.number == policy.default_version);
    Ok(Response {
        versions: page.items.iter().map(listed).collect(),
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}
