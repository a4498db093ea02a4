//! `TagRole`.

use iam::operations::{TagRole, tag_role};
use store::Transaction;
use wire::iam::tag_role::{Request, Response};

use super::{domain_tags, on_role};
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
    let authorized = on_role::<TagRole>(tx, call, &request.role_name, &parameters).await?;
    tag_role(tx, &authorized, &tags)?;
    Ok(Response)
}
