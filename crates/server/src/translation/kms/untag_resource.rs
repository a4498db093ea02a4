//! `UntagResource`.

use kms::KeyReach;
use kms::operations::{UntagResource, untag_resource};
use store::Transaction;
use wire::kms::untag_resource::{Request, Response};

use super::authorize;
use super::parameters::Parameters;
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let reach = KeyReach::OwnById;
    let authorized = authorize::<UntagResource>(tx, call, &request.key_id, reach, &parameters).await?;
    untag_resource(tx, &authorized, &request.tag_keys)?;
    Ok(Response)
}
