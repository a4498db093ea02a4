//! `ListSSHPublicKeys`.

use iam::operations::{ListSSHPublicKeys, list_ssh_public_keys};
use store::Transaction;
use wire::iam::list_ssh_public_keys::{Request, Response};

use super::{on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = own_name(call, request.user_name.as_deref())?;
    list_ssh_public_keys(&on_user::<ListSSHPublicKeys>(tx, call, name, &()).await?)?;
    Ok(Response)
}
