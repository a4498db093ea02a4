//! `AddClientIDToOpenIDConnectProvider`.

use iam::operations::{AddClientIDToOpenIDConnectProvider, add_client_id};
use store::Transaction;
use wire::iam::add_client_id_to_open_id_connect_provider::{Request, Response};

use super::providers::authorize_provider;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<AddClientIDToOpenIDConnectProvider>(tx, call, arn, &()).await?;

    add_client_id(tx, &authorized, &request.client_id)?;
    Ok(Response)
}
