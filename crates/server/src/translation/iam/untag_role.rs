//! `UntagRole`.

use iam::operations::{UntagRole, untag_role};
use store::Transaction;
use wire::iam::untag_role::{Request, Response};

use super::on_role;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let authorized = on_role::<UntagRole>(tx, call, &request.role_name, &parameters).await?;
    untag_role(tx, &authorized, &request.tag_keys)?;
    Ok(Response)
}
