//! `ListGroupsForUser`.

use iam::operations::{ListGroupsForUser, list_groups_for_user};
use store::Transaction;
use wire::iam::list_groups_for_user::{Request, Response};

use super::on_user;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    list_groups_for_user(&on_user::<ListGroupsForUser>(tx, call, &request.user_name, &()).await?)?;
    Ok(Response)
}
