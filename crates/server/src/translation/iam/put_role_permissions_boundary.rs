//! `PutRolePermissionsBoundary`.

use iam::operations::{PutRolePermissionsBoundary, put_role_permissions_boundary};
use store::Transaction;
use wire::iam::put_role_permissions_boundary::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let boundary = request.permissions_boundary.as_str();
    let parameters = Parameters::default().with("iam:permissionsboundary", Some(boundary));
    let authorized = on_role::<PutRolePermissionsBoundary>(tx, call, &request.role_name, &parameters).await?;
    put_role_permissions_boundary(tx, &authorized, boundary).await?;
    Ok(Response)
}
