//! `GetCallerIdentity`: needs no permission, and no policy can deny it.

use iam::Caller;
use wire::sts::{Response, get_caller_identity};

/// Who the caller is.
pub(crate) fn get_caller_identity(caller: &Caller) -> Response {
    Response::GetCallerIdentity(get_caller_identity::Response {
        arn: caller.principal.arn(),
        user_id: caller.principal.user_id().to_owned(),
        account: caller.principal.account().to_string(),
    })
}
