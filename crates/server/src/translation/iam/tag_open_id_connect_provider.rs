//! `TagOpenIDConnectProvider`.

use iam::operations::{TagOpenIDConnectProvider, tag_provider};
use store::Transaction;
use wire::iam::tag_open_id_connect_provider::{Request, Response};

use super::domain_tags;
use super::providers::authorize_provider;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = domain_tags(&request.tags);
    let parameters = Parameters::default().with_identity_tags(&tags);
    let arn = &request.open_id_connect_provider_arn;
    let authorized = authorize_provider::<TagOpenIDConnectProvider>(tx, call, arn, &parameters).await?;

    tag_provider(tx, &authorized, &tags)?;
    Ok(Response)
}
