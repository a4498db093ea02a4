//! `GetSessionToken`: needs no permission, and no policy can deny it.

use iam::operations::{GetSessionTokenError, get_session_token};
use store::Transaction;
use wire::sts::get_session_token::{Request, Response};
use wire::{Code, Failure};

use super::refuse_code;
use super::session::{credentials, seconds};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    refuse_code(request.serial_number.as_deref(), request.token_code.is_some())?;
    let issued = get_session_token(tx, &call.caller, seconds(request.duration_seconds));
    let issued = issued.map_err(|failure| match failure {
        GetSessionTokenError::InSession => Failure::new(Code::AccessDenied, failure.to_string()),
        GetSessionTokenError::PackedTooLarge(_) => Failure::internal(),
    })?;
    Ok(Response { credentials: credentials(&issued)? })
}
