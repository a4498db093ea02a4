//! `GetUser`.

use iam::operations::{GetUser, get_user};
use iam::{IdentitySubject, Principal};
use store::Transaction;
use wire::iam::User;
use wire::iam::get_user::{Request, Response};
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = match (&request.user_name, &call.caller.principal) {
        (Some(name), _) => name.as_str(),
        (None, Principal::User(user)) => user.name.as_str(),
        (None, Principal::Root { .. }) => return root(tx, call).await,
        (None, Principal::Role(_)) => {
            return Err(
                Failure::validation("Must specify userName when calling with non-User credentials").into()
            );
        }
    };
    let subject = IdentitySubject::user(tx, &call.caller.principal, name).await?;
    let user = get_user(iam::authorize::<GetUser>(&call.caller, subject, &())?);
    let missing = || Failure::new(Code::NoSuchEntity, format!("The user with name {name} cannot be found."));
    let user = user.ok_or_else(missing)?;
    let principal = &call.caller.principal;
    Ok(Response {
        user: User {
            path: Some(user.path.clone()),
            user_name: Some(user.name.clone()),
            user_id: user.id.to_string(),
            arn: user.arn(principal.partition(), principal.account()),
            create_date: user.created_at,
        },
    })
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
        },
    })
}
