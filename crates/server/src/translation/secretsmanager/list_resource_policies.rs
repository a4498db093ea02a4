//! `ListResourcePolicies`.

use iam::InvalidPagingToken;
use secrets::operations::{ListResourcePolicies, list_resource_policies};
use secrets::{Refusal, SecretId};
use store::Transaction;
use wire::secretsmanager::list_resource_policies::{Entry, Request, Response};

use super::authorize;
use super::delete_resource_policy::DEFAULT_POLICY;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<ListResourcePolicies>(tx, call, &id, &()).await?;
    let attached = list_resource_policies(&authorized)?;
    if request.next_token.is_some() {
        // The one policy fits on the first page, so no token was ever given out.
        return Err(Refusal::PagingToken(InvalidPagingToken).into());
    }
    let resource_policies =
        attached.then(|| Entry { policy_name: DEFAULT_POLICY.to_owned() }).into_iter().collect();
    Ok(Response { resource_policies, next_token: None })
}
