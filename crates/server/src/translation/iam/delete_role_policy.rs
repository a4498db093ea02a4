//! `DeleteRolePolicy`.

use iam::operations::{DeleteRolePolicy, delete_role_policy};
use store::Transaction;
use wire::iam::delete_role_policy::{Request, Response};

use super::{bounded, seek_role};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let subject = seek_role(tx, call, &request.role_name).await?;
    let boundary = bounded(tx, call, &subject).await?;
    let parameters = Parameters::default().with("iam:permissionsboundary", boundary);
    let authorized = iam::authorize::<DeleteRolePolicy>(&call.caller, subject, &parameters)?;
    delete_role_policy(tx, &authorized, &request.policy_name)?;
    Ok(Response)
}
