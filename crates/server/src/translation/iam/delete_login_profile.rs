//! `DeleteLoginProfile`.

use iam::operations::{DeleteLoginProfile, delete_login_profile};
use store::Transaction;
use wire::iam::delete_login_profile::{Request, Response};

use super::{on_user, own_name};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let name = own_name(call, request.user_name.as_deref())?;
    match delete_login_profile(&on_user::<DeleteLoginProfile>(tx, call, name, &()).await?)? {}
}
