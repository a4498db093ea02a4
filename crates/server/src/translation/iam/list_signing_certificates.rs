//! `ListSigningCertificates`.

use iam::operations::{ListSigningCertificates, list_signing_certificates};
use store::Transaction;
use wire::iam::list_signing_certificates::{Request, Response};

use super::{on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = own_name(call, request.user_name.as_deref())?;
    list_signing_certificates(&on_user::<ListSigningCertificates>(tx, call, name, &()).await?)?;
    Ok(Response)
}
