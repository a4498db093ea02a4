//! `TagResource`.

use secrets::SecretId;
use secrets::operations::{TagResource, tag_resource};
use store::Transaction;
use wire::secretsmanager::tag_resource::{Request, Response};

use super::{authorize, domain_tags};
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let tags = domain_tags(&request.tags);
    let parameters = Parameters::default().with_tags(&tags);
    let authorized = authorize::<TagResource>(tx, call, &id, &parameters).await?;
    tag_resource(tx, authorized, &tags, &parameters)?;
    Ok(Response)
}
