//! `ListAliases`.

use kms::operations::{ListAliases, ListedAlias, list_aliases};
use kms::{AccountSubject, KeyReach, KeySubject};
use store::Transaction;
use wire::kms::AliasEntry;
use wire::kms::list_aliases::{Request, Response};

use super::entry_pages;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let account = AccountSubject::new(&call.home);
    let authorized = iam::authorize::<ListAliases>(&call.caller, account, &())?;
    let key = match &request.key_id {
        Some(key_id) => {
            let reach = KeyReach::OwnById;
            let subject = KeySubject::seek(tx, &call.caller, &call.home, key_id, reach).await?;
            Some(subject.key()?.clone())
        }
        None => None,
    };
    let pages = entry_pages(request.limit, request.marker.as_deref())?;
    let page = list_aliases(tx, &authorized, key.as_deref(), &pages).await?;
    let entry = |listed: &ListedAlias| AliasEntry {
        alias_name: listed.name.to_string(),
        alias_arn: listed.name.arn(&call.home),
        target_key_id: listed.alias.key.to_string(),
        creation_date: listed.alias.created_at,
        last_updated_date: listed.alias.updated_at,
    };
    Ok(Response {
        aliases: page.items.iter().map(entry).collect(),
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}
