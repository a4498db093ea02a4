//! `DetachUserPolicy`.

use iam::IdentitySubject;
use iam::operations::{DetachUserPolicy, detach_policy};
use store::Transaction;
use wire::iam::detach_user_policy::{Request, Response};

use super::policies::{attachable, policy_arn};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let caller = &call.caller;
    let subject = IdentitySubject::user(tx, &caller.principal, &request.user_name).await?;
    let authorized = iam::authorize::<DetachUserPolicy>(caller, subject, &policy_arn(&request.policy_arn))?;
    let policy = attachable(tx, call, &request.policy_arn).await?;
    detach_policy(tx, authorized, &policy).await?;
    Ok(Response)
}
