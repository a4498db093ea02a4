//! `ListAccessKeys`.

use std::sync::Arc;

use iam::AccessKey;
use iam::operations::{ListAccessKeys, list_access_keys};
use store::Transaction;
use wire::iam::AccessKeyMetadata;
use wire::iam::list_access_keys::{Request, Response};

use super::{key_holder, key_status, page_asked};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::paging::token_out;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let asked = page_asked(&request.paging)?;
    let holder = key_holder(tx, call, request.user_name.as_deref()).await?;
    let authorized = iam::authorize::<ListAccessKeys>(&call.caller, holder, &())?;
    let page = list_access_keys(tx, &authorized, &asked).await?;
    let metadata = |key: &Arc<AccessKey>| AccessKeyMetadata {
        user_name: authorized.subject().name().to_owned(),
        access_key_id: key.id.to_string(),
        status: key_status(key.status),
        create_date: key.created_at,
    };
    let access_key_metadata = page.items.iter().map(metadata).collect();
    Ok(Response { access_key_metadata, marker: page.marker.map(token_out) })
}
