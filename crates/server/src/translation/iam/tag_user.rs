//! `TagUser`.

use iam::operations::{TagUser, tag_user};
use store::Transaction;
use wire::iam::tag_user::{Request, Response};

use super::{domain_tags, on_user};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = domain_tags(&request.tags);
    let parameters = Parameters::default().with_identity_tags(&tags);
    let authorized = on_user::<TagUser>(tx, call, &request.user_name, &parameters).await?;
    tag_user(tx, &authorized, &tags)?;
    Ok(Response)
}
