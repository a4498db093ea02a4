//! `ListVirtualMFADevices`.

use iam::operations::{ListVirtualMFADevices, list_virtual_mfa_devices};
use store::Transaction;
use wire::iam::list_virtual_mfa_devices::{Request, Response};

use super::on_account;
use crate::answer::Refused;
use crate::request::operate::Context;

#[expect(clippy::unused_async, reason = "all operations are called alike")]
pub(super) async fn answer(
    _tx: &mut Transaction,
    call: &Context<'_>,
    _request: &Request,
) -> Result<Response, Refused> {
    list_virtual_mfa_devices(&on_account::<ListVirtualMFADevices>(call)?);
    Ok(Response)
}
