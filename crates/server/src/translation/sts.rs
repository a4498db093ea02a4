//! The operations of STS.

mod assume_role;
pub(crate) mod assume_role_with_web_identity;
mod get_caller_identity;
mod get_session_token;
mod session;

use iam::{Principal, RoleArn};
use store::Transaction;
use wire::sts::{Request, Response};
use wire::{Code, Failure};

use crate::answer::Refused;
use crate::request::operate::Context;

/// Answers one request.
pub(crate) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    Ok(match request {
        Request::AssumeRole(request) => assume_role::answer(tx, call, request).await?.into(),
        // It never comes here: it has no caller.
        Request::AssumeRoleWithWebIdentity(_) => return Err(Failure::internal().into()),
        Request::GetCallerIdentity(_) => get_caller_identity::answer(call).into(),
        Request::GetSessionToken(request) => get_session_token::answer(tx, call, request)?.into(),
    })
}

/// The role's ARN that a client gave.
pub(crate) fn role_arn(text: &str) -> Result<RoleArn, Failure> {
    RoleArn::parse(text).map_err(|_| Failure::validation(format!("{text} is invalid")))
}

/// Whether a caller is in a session of a user or of a root, which is good for no call to IAM: nobody has shown a one-time
/// code in it.
///
/// Source: STS API reference, `GetSessionToken`, permissions.
pub(crate) fn is_own_session(call: &Context<'_>) -> bool {
    call.caller.session.is_some() && !matches!(call.caller.principal, Principal::Role(_))
}

/// Refuses a one-time code: nobody has a device for them here.
fn refuse_code(serial_number: Option<&str>, has_code: bool) -> Result<(), Refused> {
    const NO_DEVICE: &str = "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA \
        serial number is valid and associated with this user.";
    match serial_number.is_some() || has_code {
        true => Err(Failure::new(Code::AccessDenied, NO_DEVICE).into()),
        false => Ok(()),
    }
}
