//! `GetRolePolicy`.

use iam::operations::{GetRolePolicy, get_role_policy};
use store::Transaction;
use wire::iam::PolicyDocument;
use wire::iam::get_role_policy::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_role::<GetRolePolicy>(tx, call, &request.role_name, &()).await?;
    let policy = get_role_policy(&authorized, &request.policy_name)?;
    let role_name = authorized.subject().name().to_owned();
    let policy_document = PolicyDocument(policy.text().to_owned());
    Ok(Response { role_name, policy_name: request.policy_name.clone(), policy_document })
}
