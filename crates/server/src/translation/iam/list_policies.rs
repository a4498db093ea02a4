//! `ListPolicies`.

use iam::AccountIdentities;
use iam::operations::{ListPolicies, PolicyListing, list_policies};
use store::Transaction;
use wire::iam::list_policies::{Request, Response};
use wire::iam::{Policy, PolicyScope};

use super::paging::{asked, marker};
use super::policies::{policy_use, wire_policy};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let subject = AccountIdentities::of(&call.caller.principal);
    let authorized = iam::authorize::<ListPolicies>(&call.caller, subject, &())?;
    let scope = request.scope.unwrap_or(PolicyScope::All);
    let listing = PolicyListing {
        includes_own: scope != PolicyScope::Aws,
        includes_aws: scope != PolicyScope::Local,
        only_used: request.only_attached.unwrap_or_default(),
        path_prefix: request.path_prefix.clone().unwrap_or_default(),
        policy_use: request.policy_usage_filter.map(policy_use),
    };
    let page = asked(request.marker.as_deref(), request.max_items)?;
    let page = list_policies(tx, &authorized, &listing, &page).await?;
    let listed = |policy| Policy { description: None, tags: None, ..wire_policy(call, policy) };
    Ok(Response {
        policies: page.items.iter().map(|policy| listed(policy.as_ref())).collect(),
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}
