//! `DeletePolicy`.

use iam::operations::{DeletePolicy, delete_policy};
use store::Transaction;
use wire::iam::delete_policy::{Request, Response};

use super::policies::authorize_policy;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<DeletePolicy>(tx, call, &request.policy_arn, &()).await?;

    delete_policy(tx, &authorized)?;
    Ok(Response)
}
