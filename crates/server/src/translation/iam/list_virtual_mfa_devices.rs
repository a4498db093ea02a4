//! `ListVirtualMFADevices`.

use iam::operations::{ListVirtualMFADevices, list_virtual_mfa_devices};
use wire::iam::list_virtual_mfa_devices::Response;

use super::on_account;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) fn answer(call: &Context<'_>) -> Result<Response, Refused> {
    list_virtual_mfa_devices(&on_account::<ListVirtualMFADevices>(call)?);
    Ok(Response)
}
