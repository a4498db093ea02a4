//! `GetPolicy`.

use iam::operations::{GetPolicy, get_policy};
use store::Transaction;
use wire::iam::get_policy::{Request, Response};

use super::policies::authorize_policy;
use super::policies::wire_policy;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<GetPolicy>(tx, call, &request.policy_arn, &()).await?;

    let policy = get_policy(&authorized)?;
    Ok(Response { policy: wire_policy(call, &policy) })
}
