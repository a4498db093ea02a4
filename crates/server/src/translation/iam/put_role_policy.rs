//! `PutRolePolicy`.

use iam::operations::{PutRolePolicy, put_role_policy};
use store::Transaction;
use wire::iam::put_role_policy::{Request, Response};

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
    let authorized = iam::authorize::<PutRolePolicy>(&call.caller, subject, &parameters)?;
    put_role_policy(tx, &authorized, &request.policy_name, &request.policy_document)?;
    Ok(Response)
}
