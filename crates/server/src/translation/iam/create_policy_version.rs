//! `CreatePolicyVersion`.

use iam::operations::{CreatePolicyVersion, create_policy_version};
use store::Transaction;
use wire::iam::create_policy_version::{Request, Response};

use super::policies::authorize_policy;
use super::policies::wire_version;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = authorize_policy::<CreatePolicyVersion>(tx, call, &request.policy_arn, &()).await?;

    let in_force = request.set_as_default.unwrap_or_default();
    let version = create_policy_version(tx, &authorized, &request.policy_document, in_force)?;
    Ok(Response { policy_version: wire_version(&version, in_force) })
}
