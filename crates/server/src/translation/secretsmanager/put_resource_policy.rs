//! `PutResourcePolicy`.

use secrets::SecretId;
use secrets::operations::{PutResourcePolicy, put_resource_policy};
use store::Transaction;
use wire::secretsmanager::put_resource_policy::{Request, Response};

use super::delete_resource_policy::check_name;
use super::{Subject, authorize, identity};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let block_public = request.block_public_policy;
    let parameters = Parameters::default()
        .with("secretsmanager:blockpublicpolicy", block_public.map(|block_public| block_public.to_string()));
    let authorized = authorize::<PutResourcePolicy>(tx, call, &id, &parameters).await?;
    let tenant = authorized.subject().tenant().clone();
    authorized.subject().live_secret()?;
    check_name(request.policy_name.as_deref())?;
    let block_public = block_public.unwrap_or(false);
    let text = &request.resource_policy;
    let secret = put_resource_policy(tx, authorized, text, block_public, &parameters).await?;
    let (arn, name) = identity(&secret, &Subject(&tenant));
    Ok(Response { arn, name, policy_name: request.policy_name.clone() })
}
