//! `DeleteOpenIDConnectProvider`.

use iam::operations::{DeleteOpenIDConnectProvider, delete_provider};
use store::Transaction;
use wire::iam::delete_open_id_connect_provider::{Request, Response};

use super::providers::authorize_provider;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<DeleteOpenIDConnectProvider>(tx, call, arn, &()).await?;

    delete_provider(tx, &authorized)?;
    Ok(Response)
}
