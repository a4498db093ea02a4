//! `ListAttachedRolePolicies`.

use iam::IdentitySubject;
use iam::operations::{ListAttachedRolePolicies, list_attached_policies};
use store::Transaction;
use wire::iam::list_attached_role_policies::{Request, Response};

use super::paging::{asked, marker};
use super::policies::wire_attached;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let caller = &call.caller;
    let subject = IdentitySubject::role(tx, &caller.principal, &request.role_name).await?;
    let authorized = iam::authorize::<ListAttachedRolePolicies>(caller, subject, &())?;
    let path_prefix = request.path_prefix.as_deref().unwrap_or_default();
    let page = asked(request.marker.as_deref(), request.max_items)?;
    let page = list_attached_policies(tx, &authorized, path_prefix, &page).await?;
    Ok(Response {
        attached_policies: page.items.iter().map(|policy| wire_attached(call, policy)).collect(),
        is_truncated: page.marker.is_some(),
        marker: marker(page.marker),
    })
}
