//! `ListRetirableGrants`.

use kms::AccountSubject;
use kms::operations::{ListRetirableGrants, list_retirable_grants};
use store::Transaction;
use wire::kms::list_retirable_grants::{Request, Response};

use super::{entry_pages, grant_entries};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let account = AccountSubject::new(&call.home);
    let authorized = iam::authorize::<ListRetirableGrants>(&call.caller, account, &())?;
    let pages = entry_pages(request.limit, request.marker.as_deref())?;
    let page = list_retirable_grants(tx, &authorized, &request.retiring_principal, &pages).await?;
    Ok(Response {
        grants: grant_entries(tx, &call.home, &page.items).await?,
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}
