//! `ListMFADevices`.

use iam::operations::{ListMFADevices, list_mfa_devices};
use store::Transaction;
use wire::iam::list_mfa_devices::{Request, Response};

use super::{on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = own_name(call, request.user_name.as_deref())?;
    list_mfa_devices(&on_user::<ListMFADevices>(tx, call, name, &()).await?)?;
    Ok(Response)
}
