//! `GetUserPolicy`.

use iam::operations::{GetUserPolicy, get_user_policy};
use store::Transaction;
use wire::iam::PolicyDocument;
use wire::iam::get_user_policy::{Request, Response};

use super::on_user;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_user::<GetUserPolicy>(tx, call, &request.user_name, &()).await?;
    let policy = get_user_policy(&authorized, &request.policy_name)?;
    let user_name = authorized.subject().name().to_owned();
    let policy_document = PolicyDocument(policy.text().to_owned());
    Ok(Response { user_name, policy_name: request.policy_name.clone(), policy_document })
}
