//! `GetUser`.

use iam::Principal;
use iam::operations::{GetUser, get_user};
use store::Transaction;
use wire::Failure;
use wire::iam::User;
use wire::iam::get_user::{Request, Response};

use super::{full_user, on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    if request.user_name.is_none() && matches!(call.caller.principal, Principal::Root { .. }) {
        return root(tx, call).await;
    }
    let name = own_name(call, request.user_name.as_deref())?;
    let user = get_user(&on_user::<GetUser>(tx, call, name, &()).await?)?;
    Ok(Response { user: full_user(tx, call, &user).await? })
}

/// An account's root, as a user.
async fn root(tx: &mut Transaction, call: &Context<'_>) -> Result<Response, Refused> {
    let principal = &call.caller.principal;
    let account = iam::operations::account(tx, principal.partition(), principal.account()).await?;
    let account = account.ok_or_else(Failure::internal)?;
    Ok(Response {
        user: User {
            path: None,
            user_name: None,
            user_id: principal.user_id().into_owned(),
            arn: principal.arn().into_owned(),
            create_date: account.created_at,
            permissions_boundary: None,
            tags: None,
        },
    })
}
