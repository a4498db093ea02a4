//! `PutKeyPolicy`.

use kms::operations::{PutKeyPolicy, put_key_policy};
use kms::{KeyReach, POLICY_NAME};
use store::Transaction;
use wire::kms::put_key_policy::{Request, Response};

use super::authorize;
use super::parameters::Parameters;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let may_lock_out = request.bypass_policy_lockout_safety_check.unwrap_or(false);
    let parameters =
        Parameters::default().with("kms:BypassPolicyLockoutSafetyCheck", may_lock_out.to_string());
    let reach = KeyReach::OwnById;
    let authorized = authorize::<PutKeyPolicy>(tx, call, &request.key_id, reach, &parameters).await?;
    let name = request.policy_name.as_deref().unwrap_or(POLICY_NAME);
    put_key_policy(tx, &authorized, name, &request.policy, may_lock_out).await?;
    Ok(Response)
}
