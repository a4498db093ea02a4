//! `ListKeys`.

use kms::AccountSubject;
use kms::limits::{PAGE_KEYS_DEFAULT, PAGE_KEYS_MAX};
use kms::operations::{ListKeys, list_keys};
use store::Transaction;
use wire::kms::KeyEntry;
use wire::kms::list_keys::{Request, Response};

use super::pages;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let account = AccountSubject::new(&call.home);
    let authorized = iam::authorize::<ListKeys>(&call.caller, account, &())?;
    let sizes = (PAGE_KEYS_DEFAULT, PAGE_KEYS_MAX);
    let pages = pages(request.limit, request.marker.as_deref(), sizes)?;
    let page = list_keys(tx, &authorized, &pages).await?;
    let entry = |id: &kms::KeyId| KeyEntry { key_id: id.to_string(), key_arn: id.arn(&call.home) };
    Ok(Response {
        keys: page.items.iter().map(entry).collect(),
        truncated: page.marker.is_some(),
        next_marker: page.marker.map(token_out),
    })
}
