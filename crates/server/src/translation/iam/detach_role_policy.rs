//! `DetachRolePolicy`.

use iam::IdentitySubject;
use iam::operations::{DetachRolePolicy, detach_policy};
use store::Transaction;
use wire::iam::detach_role_policy::{Request, Response};

use super::policies::{attachable, policy_arn};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let caller = &call.caller;
    let subject = IdentitySubject::role(tx, &caller.principal, &request.role_name).await?;
    let authorized = iam::authorize::<DetachRolePolicy>(caller, subject, &policy_arn(&request.policy_arn))?;
    let policy = attachable(tx, call, &request.policy_arn).await?;
    detach_policy(tx, authorized, &policy).await?;
    Ok(Response)
}
