//! `DeleteUser`.

use iam::operations::{DeleteUser, delete_user};
use store::Transaction;
use wire::iam::delete_user::{Request, Response};

use super::on_user;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let authorized = on_user::<DeleteUser>(tx, call, &request.user_name, &()).await?;
    delete_user(tx, &authorized).await?;
    Ok(Response)
}
