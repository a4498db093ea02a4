//! `GetCallerIdentity`: needs no permission, and no policy can deny it.

use wire::sts::get_caller_identity::Response;

use crate::request::operate::Context;

pub(super) fn answer(call: &Context<'_>) -> Response {
    let principal = &call.caller.principal;
    Response {
        arn: principal.arn().into_owned(),
        user_id: principal.user_id().into_owned(),
        account: principal.account().to_string(),
    }
}
