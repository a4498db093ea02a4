//! `PutUserPolicy`.

use iam::operations::{PutUserPolicy, put_user_policy};
use store::Transaction;
use wire::iam::put_user_policy::{Request, Response};

use super::{bounded, seek_user};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let subject = seek_user(tx, call, &request.user_name).await?;
    let boundary = bounded(tx, call, &subject).await?;
    let parameters = Parameters::default().with("iam:permissionsboundary", boundary);
    let authorized = iam::authorize::<PutUserPolicy>(&call.caller, subject, &parameters)?;
    put_user_policy(tx, &authorized, &request.policy_name, &request.policy_document)?;
    Ok(Response)
}
