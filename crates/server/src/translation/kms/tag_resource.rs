//! `TagResource`.

use kms::KeyReach;
use kms::operations::{TagResource, tag_resource};
use store::Transaction;
use wire::kms::tag_resource::{Request, Response};

use super::parameters::Parameters;
use super::{authorize, tags};
use crate::answer::Refused;
use crate::request::operate::Context;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let tags = tags(Some(&request.tags));
    let parameters = Parameters::default().with_tags(&tags);
    let reach = KeyReach::OwnById;
    let authorized = authorize::<TagResource>(tx, call, &request.key_id, reach, &parameters).await?;
    tag_resource(tx, &authorized, &tags)?;
    Ok(Response)
}
