//! `SetDefaultPolicyVersion`.

use iam::operations::{SetDefaultPolicyVersion, set_default_policy_version};
use store::Transaction;
use wire::iam::set_default_policy_version::{Request, Response};

use super::policies::authorize_policy;
use super::policies::{of_version, version_number};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<SetDefaultPolicyVersion>(tx, call, &request.policy_arn, &()).await?;

    let done = set_default_policy_version(tx, &authorized, version_number(&request.version_id));
    done.map_err(of_version(&request.policy_arn, &request.version_id))?;
    Ok(Response)
}
