//! `PutUserPermissionsBoundary`.

use iam::operations::{PutUserPermissionsBoundary, put_user_permissions_boundary};
use store::Transaction;
use wire::iam::put_user_permissions_boundary::{Request, Response};

use super::on_user;
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
    let authorized = on_user::<PutUserPermissionsBoundary>(tx, call, &request.user_name, &parameters).await?;
    put_user_permissions_boundary(tx, &authorized, boundary).await?;
    Ok(Response)
}
