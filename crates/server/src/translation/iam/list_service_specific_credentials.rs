//! `ListServiceSpecificCredentials`.

use iam::operations::{ListServiceSpecificCredentials, list_service_specific_credentials};
use store::Transaction;
use wire::iam::list_service_specific_credentials::{Request, Response};

use super::{on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = own_name(call, request.user_name.as_deref())?;
    list_service_specific_credentials(
        &on_user::<ListServiceSpecificCredentials>(tx, call, name, &()).await?,
    )?;
    Ok(Response)
}
