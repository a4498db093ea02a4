//! `GetKeyPolicy`.

use kms::operations::{GetKeyPolicy, get_key_policy};
use kms::{KeyReach, POLICY_NAME};
use store::Transaction;
use wire::kms::get_key_policy::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let reach = KeyReach::OwnById;
    let authorized = authorize::<GetKeyPolicy>(tx, call, &request.key_id, reach, &()).await?;
    let name = request.policy_name.as_deref().unwrap_or(POLICY_NAME);
    let policy = get_key_policy(tx, &authorized, name).await?;
    Ok(Response { policy, policy_name: name.to_owned() })
}
