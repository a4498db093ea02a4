//! `DeleteResourcePolicy`.

use secrets::SecretId;
use secrets::operations::{DeleteResourcePolicy, delete_resource_policy};
use store::Transaction;
use wire::secretsmanager::delete_resource_policy::{Request, Response};
use wire::{Code, Failure};

use super::{Subject, authorize, identity};
use crate::answer::Refused;
use crate::request::operate::Context;

/// The name of the one policy that a secret can have.
pub(super) const DEFAULT_POLICY: &str = "default";

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let authorized = authorize::<DeleteResourcePolicy>(tx, call, &id, &()).await?;
    let tenant = authorized.subject().tenant().clone();
    authorized.subject().live_secret()?;
    check_name(request.policy_name.as_deref())?;
    let secret = delete_resource_policy(tx, authorized)?;
    let (arn, name) = identity(&secret, &Subject(&tenant));
    Ok(Response { arn, name, policy_name: request.policy_name.clone() })
}

/// Only the policy named `default` can be put or deleted.
pub(super) fn check_name(name: Option<&str>) -> Result<(), Failure> {
    let refused = || Failure::new(Code::InvalidParameter, "PolicyName must be 'default'.");
    name.is_none_or(|name| name == DEFAULT_POLICY).then_some(()).ok_or_else(refused)
}
