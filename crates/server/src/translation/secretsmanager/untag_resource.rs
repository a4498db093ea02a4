//! `UntagResource`.

use secrets::SecretId;
use secrets::operations::{UntagResource, untag_resource};
use store::Transaction;
use wire::secretsmanager::untag_resource::{Request, Response};

use super::authorize;
use crate::answer::Refused;
use crate::request::operate::Context;
use crate::translation::parameters::Parameters;

pub(super) async fn answer(
    tx: &mut Transaction,
    call: &Context<'_>,
    request: &Request,
) -> Result<Response, Refused> {
    let id = SecretId::parse(&request.secret_id)?;
    let parameters = Parameters::default().with_tag_keys(&request.tag_keys);
    let authorized = authorize::<UntagResource>(tx, call, &id, &parameters).await?;
    untag_resource(tx, authorized, &request.tag_keys, &parameters)?;
    Ok(Response)
}
