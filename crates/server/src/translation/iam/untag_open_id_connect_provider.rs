//! `UntagOpenIDConnectProvider`.

use iam::operations::{UntagOpenIDConnectProvider, untag_provider};
use store::Transaction;
use wire::iam::untag_open_id_connect_provider::{Request, Response};

use super::providers::authorize_provider;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<UntagOpenIDConnectProvider>(tx, call, arn, &parameters).await?;

    untag_provider(tx, &authorized, &request.tag_keys)?;
    Ok(Response)
}
