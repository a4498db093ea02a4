//! `UpdateOpenIDConnectProviderThumbprint`.

use iam::operations::{UpdateOpenIDConnectProviderThumbprint, update_thumbprints};
use store::Transaction;
use wire::iam::update_open_id_connect_provider_thumbprint::{Request, Response};

use super::providers::authorize_provider;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<UpdateOpenIDConnectProviderThumbprint>(tx, call, arn, &()).await?;

    update_thumbprints(tx, &authorized, &request.thumbprint_list)?;
    Ok(Response)
}
