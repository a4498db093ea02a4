//! `GetResourcePolicy`.

use secrets::operations::{GetResourcePolicy, get_resource_policy};
use secrets::{Refusal, SecretId};
use store::Transaction;
use wire::secretsmanager::get_resource_policy::{Request, Response};

use super::delete_resource_policy::DEFAULT_POLICY;
use super::{Subject, authorize, identity};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<GetResourcePolicy>(tx, call, &id, &()).await?;
    let resource_policy = get_resource_policy(tx, &authorized).await?;
    let other = request.policy_name.as_deref().filter(|name| *name != DEFAULT_POLICY);
    other.map_or(Ok(()), |name| Err(Refusal::UnknownPolicyName { name: name.to_owned() }))?;
    let (arn, name) = identity(authorized.subject().secret()?, &Subject::of(&authorized));
    Ok(Response { arn, name, resource_policy, policy_name: request.policy_name.clone() })
}
