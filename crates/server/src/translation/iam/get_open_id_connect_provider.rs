//! `GetOpenIDConnectProvider`.

use iam::operations::{GetOpenIDConnectProvider, get_provider};
use store::Transaction;
use wire::iam::get_open_id_connect_provider::{Request, Response};

use super::providers::authorize_provider;
use super::wire_tags;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<GetOpenIDConnectProvider>(tx, call, arn, &()).await?;

    let provider = get_provider(&authorized)?;
    Ok(Response {
        url: provider.url.clone(),
        client_id_list: provider.client_ids.clone(),
        thumbprint_list: provider.thumbprints.clone(),
        create_date: provider.created_at,
        tags: wire_tags(&provider.tags),
    })
}
