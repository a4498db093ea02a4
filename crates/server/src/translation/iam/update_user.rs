//! `UpdateUser`.

use iam::IdentitySubject;
use iam::operations::{UpdateUser, update_user};
use store::Transaction;
use wire::iam::update_user::{Request, Response};

use super::seek_user;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let subject = seek_user(tx, call, &request.user_name).await?;
    // Whoever renames a user needs the permission for both names.
    let path = request.new_path.as_deref().or(subject.found().map(|user| user.path.as_str())).unwrap_or("/");
    let name = request.new_user_name.as_deref().unwrap_or(&request.user_name);
    let renamed = IdentitySubject::new_user(&call.caller.principal, path, name);
    let authorized = iam::authorize::<UpdateUser>(&call.caller, subject, &())?;
    iam::authorize::<UpdateUser>(&call.caller, renamed, &())?;
    let (new_name, new_path) = (request.new_user_name.as_deref(), request.new_path.as_deref());
    update_user(tx, &authorized, new_name, new_path).await?;
    Ok(Response)
}
