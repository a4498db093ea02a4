//! `ListGrants`.

use iam::Page;
use kms::operations::{ListGrants, list_grants};
use kms::{GrantId, GrantSubject, KeyFailure, KeyReach};
use store::Transaction;
use wire::kms::list_grants::{Request, Response};

use super::{authorize, entry_pages, grant_entries};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::AnyById;
    let authorized = authorize::<ListGrants>(tx, call, &request.key_id, reach, &()).await?;
    let tenant = authorized.subject().tenant().clone();
    let page = match &request.grant_id {
        Some(id) => {
            let id = GrantId::parse(id).map_err(KeyFailure::from)?;
            let subject = GrantSubject::seek(tx, authorized.subject().clone(), &id).await?;
            Page { items: vec![kms::Grant::clone(subject.grant()?)], marker: None }
        }
        None => {
            let pages = entry_pages(request.limit, request.marker.as_deref())?;
            list_grants(tx, &authorized, request.grantee_principal.as_deref(), &pages).await?
        }
    };
    Ok(Response {
        grants: grant_entries(tx, &tenant, &page.items).await?,
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}
