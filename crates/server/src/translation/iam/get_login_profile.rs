//! `GetLoginProfile`.

use iam::operations::{GetLoginProfile, get_login_profile};
use store::Transaction;
use wire::iam::get_login_profile::{Request, Response};

use super::on_user;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    match get_login_profile(&on_user::<GetLoginProfile>(tx, call, &request.user_name, &()).await?)? {}
}
