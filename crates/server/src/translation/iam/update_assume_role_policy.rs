//! `UpdateAssumeRolePolicy`.

use iam::operations::{UpdateAssumeRolePolicy, update_assume_role_policy};
use store::Transaction;
use wire::iam::update_assume_role_policy::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<UpdateAssumeRolePolicy>(tx, call, &request.role_name, &()).await?;
    update_assume_role_policy(tx, &authorized, &request.policy_document).await?;
    Ok(Response)
}
