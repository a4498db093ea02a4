//! `UntagUser`.

use iam::operations::{UntagUser, untag_user};
use store::Transaction;
use wire::iam::untag_user::{Request, Response};

use super::on_user;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let authorized = on_user::<UntagUser>(tx, call, &request.user_name, &parameters).await?;
    untag_user(tx, &authorized, &request.tag_keys)?;
    Ok(Response)
}
