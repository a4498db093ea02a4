//! `DeleteRolePermissionsBoundary`.

use iam::operations::{DeleteRolePermissionsBoundary, delete_role_permissions_boundary};
use store::Transaction;
use wire::iam::delete_role_permissions_boundary::{Request, Response};

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
    let authorized = iam::authorize::<DeleteRolePermissionsBoundary>(&call.caller, subject, &parameters)?;
    delete_role_permissions_boundary(tx, &authorized).await?;
    Ok(Response)
}
