//! `GetAccessKeyLastUsed`.

use iam::KeyHolder;
use iam::operations::{GetAccessKeyLastUsed, get_access_key_last_used};
use store::Transaction;
use wire::iam::get_access_key_last_used::{AccessKeyLastUsed, Request, Response};

use super::access_key_id;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = access_key_id(&request.access_key_id)?;
    let holder = KeyHolder::of_key(tx, &call.caller.principal, &id).await?;
    let authorized = iam::authorize::<GetAccessKeyLastUsed>(&call.caller, holder, &())?;
    let used = get_access_key_last_used(tx, &authorized, &id, call.uses).await?;
    let user_name = authorized.subject().name().to_owned();
    let none = || "N/A".to_owned();
    let access_key_last_used = AccessKeyLastUsed {
        last_used_date: used.as_ref().map(|used| used.at),
        service_name: used.as_ref().map_or_else(none, |used| used.service.to_string()),
        region: used.as_ref().map_or_else(none, |used| used.region.to_string()),
    };
    Ok(Response { user_name, access_key_last_used })
}
